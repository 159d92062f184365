import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { type Choice, parseChoice } from '../shared/domain/consent-input.ts';
import type { SubjectId } from '../shared/domain/id.ts';
import type { Locale } from '../shared/policy/register.ts';
import { joinMarketing } from '../shared/usecases/join-marketing.ts';
import { readPreferences } from '../shared/usecases/read-preferences.ts';
import { withdrawConsent } from '../shared/usecases/withdraw-consent.ts';
import { withdrawStorage } from '../shared/usecases/withdraw-storage.ts';
import { type PreferencesPage, preferencesPage } from '../web/preferences-page.ts';
import { readForm } from './http/body.ts';
import { linkNotValid } from './http/link-not-valid.ts';
import { pageResponse } from './http/page-response.ts';
import { preferredLocale } from './http/preferred-locale.ts';
import { invalidInput } from './http/problem.ts';
import { refusal } from './http/refusal.ts';
import { type App, world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['action', 'sure'] };

/** `GET /preferences/{token}`: the person's own page. It changes nothing. */
export async function getPreferences(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const subjectId = subjectOf(request, app);
  return subjectId === undefined ? linkNotValid(request) : show(request, app, { subjectId });
}

/** `POST /preferences/{token}`: leaves or joins Markedsnyheter, or withdraws the consent to be kept (policy row P9). */
export async function postPreferences(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const subjectId = subjectOf(request, app);
  if (subjectId === undefined) return linkNotValid(request);
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return refusal(request, body);
  const choice = parseChoice(body.value);
  if (choice.outcome === 'invalid') return refusal(request, invalidInput(choice.errors));
  // What is erased takes with it the language the person used.
  const { locale } = await readPreferences(app, subjectId);
  const notice = await act(app, subjectId, choice.value);
  return show(request, app, { subjectId, notice, locale });
}

type Notice = PreferencesPage['notice'];

const joinNotices = { asked: 'asked', restricted: 'restricted', nobody: undefined } as const;

async function act(app: App, subjectId: SubjectId, { action, sure }: Choice): Promise<Notice> {
  const by = 'preferences-page';
  switch (action) {
    case 'leave':
      await withdrawConsent(app, { subjectId, by });
      return 'left';
    case 'join':
      return joinNotices[await joinMarketing(app, subjectId)];
    case 'withdraw-storage':
      if (!sure) return 'not-sure';
      await withdrawStorage(app, { subjectId, by });
      return 'withdrawn';
  }
}

async function show(
  request: HttpRequest,
  app: App,
  {
    subjectId,
    notice,
    locale: before,
  }: { readonly subjectId: SubjectId; readonly notice?: Notice; readonly locale?: Locale | undefined },
): Promise<HttpResponseInit> {
  const { locale = before ?? preferredLocale(request), ...preferences } = await readPreferences(
    app,
    subjectId,
  );
  const action = `/preferences/${request.params['token'] ?? ''}`;
  return pageResponse(200, preferencesPage({ ...preferences, locale, action, notice }));
}

function subjectOf(request: HttpRequest, { clock, links }: App): SubjectId | undefined {
  const link = links.readPreferences(request.params['token'] ?? '', clock.now());
  return link === undefined || link === 'expired' ? undefined : link.subjectId;
}
