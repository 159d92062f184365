import type { HttpResponseInit } from '@azure/functions';
import { parseAnnouncementForm } from '../shared/domain/announcement-input.ts';
import { listAnnounceable } from '../shared/usecases/list-announceable.ts';
import { startAnnouncement } from '../shared/usecases/start-announcement.ts';
import { type AnnouncementsPage, announcementsPage } from '../web/ops/announcements-page.ts';
import { readForm } from './http/body.ts';
import { pageResponse } from './http/page-response.ts';
import { refusal } from './http/refusal.ts';
import { sentField } from './http/sent-field.ts';
import { seeOther } from './http/staff.ts';
import { type StaffCall, staffPage } from './staff-page.ts';
import { world } from './world.ts';

const form = { limit: 1024, fields: ['policyVersion', 'sure'] };

/** `GET /ops/announcements`: the larger changes of the policy, and how far each has been told. */
export const getAnnouncementsPage = staffPage('see-announcements', (_, call) => show(call));

/** `POST /ops/announcements`: begins to tell one. */
export const postAnnouncementsPage = staffPage('announce-policy', async (request, call) => {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const parsed = parseAnnouncementForm(body.value);
  if (parsed.outcome === 'invalid') return show(call, { ...parsed, policyVersion: versionIn(body.value) });
  const receipt = await startAnnouncement(world(), { ...parsed.value, by: call.staff.id });
  if (receipt.outcome === 'invalid') return show(call, { ...receipt, ...parsed.value });
  return seeOther('/ops/announcements', 'announced');
});

async function show(
  { staff, locale, path, done }: StaffCall,
  refused?: AnnouncementsPage['refused'],
): Promise<HttpResponseInit> {
  const listed = await listAnnounceable(world());
  const about = { staff, locale, path, refused, done: refused ? undefined : done };
  return pageResponse(refused ? 400 : 200, announcementsPage({ ...about, ...listed }));
}

function versionIn(sent: unknown): string {
  const stated = sentField(sent, 'policyVersion');
  return typeof stated === 'string' ? stated : '';
}
