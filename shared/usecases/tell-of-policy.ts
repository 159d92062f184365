import {
  type AnnouncementCounts,
  type AnnouncementDocument,
  knowsAlready,
  nobodyYet,
  type Reach,
  reachOf,
  toldMarkerOf,
} from '../domain/announcement.ts';
import { asksAgainFor } from '../domain/asked-again.ts';
import { secondsOf } from '../domain/calendar.ts';
import { event } from '../domain/event.ts';
import type { SubjectId } from '../domain/id.ts';
import { emailIdentifier } from '../domain/identifier.ts';
import { mayUse } from '../domain/use.ts';
import { memory } from '../policy/retention.ts';
import type { PolicyVersion } from '../policy/versions.ts';
import type { PersonHoldings, World } from '../ports.ts';
import { helpNotices } from './advance-notice.ts';
import { askForMarketing, noQuestion, type QuestionChange } from './ask-for-marketing.ts';
import { consentIn } from './consent-in.ts';
import { Contended, rounds } from './contended.ts';
import { documentsOf } from './documents-of.ts';
import { findPerson } from './find-person.ts';

/** Which change of the policy is told, to whom. */
export interface Telling {
  readonly announcement: AnnouncementDocument;
  readonly version: PolicyVersion;
  readonly person: PersonHoldings;
}

/**
 * Tells one person of a change of the policy (policy row P12): a marker, the event that makes us mail, and, where the
 * change asks again for a consent that the person has given, the question; all in one batch. The marker decides: whoever
 * was told before, by a run that died or that goes on beside this one, is told no second time, and counts once more for
 * whoever counts the page.
 *
 * @returns what the person counts as; nothing for somebody whom it does not concern.
 * @throws Contended when others keep changing the subject.
 */
export async function tellOfPolicy(world: World, telling: Telling): Promise<AnnouncementCounts> {
  const { announcement, person } = telling;
  const { subjectId } = person;
  let holdings = person;
  for (let round = 0; round < rounds; round += 1) {
    const documents = documentsOf(holdings);
    const reach = knowsAlready(documents, announcement)
      ? 'nobody'
      : reachOf(documents, world.clock.now()).reach;
    if (reach !== 'mail') {
      return (await toldBefore(world, { subjectId, announcement })) ?? countsOf(reach);
    }
    const outcome = await tell(world, { ...telling, person: holdings });
    if (typeof outcome === 'object') return outcome;
    if (outcome === 'not-open') await helpNotices(world, subjectId);
    holdings = await world.subjects.holdings(subjectId);
  }
  throw new Contended();
}

async function tell(
  world: World,
  { announcement, version, person }: Telling,
): Promise<AnnouncementCounts | 'changed' | 'not-open'> {
  const { clock, ids, subjects } = world;
  const { subjectId } = person;
  const { policyVersion } = announcement;
  const question = await questionFor(world, { version, person });
  if (question === 'changed') return 'changed';
  const at = clock.now();
  const asksAgain = question !== undefined;
  const { create, replace, events } = question ?? noQuestion;
  const outcome = await subjects.commit({
    subjectId,
    head: { expect: 'open' },
    marker: {
      id: toldMarkerOf(policyVersion),
      kind: 'marker',
      subjectId,
      answer: asksAgain ? 'asked' : 'told',
      ttl: secondsOf(memory.announcedPolicy, at),
    },
    create,
    replace,
    events: [
      event('policy.announced', {
        id: ids.event(at),
        subject: subjectId,
        at,
        data: { policyVersion, asksAgain },
      }),
      ...events,
    ],
  });
  if (outcome === 'committed') return told(asksAgain);
  if (outcome === 'repeated') return (await toldBefore(world, { subjectId, announcement })) ?? 'changed';
  return outcome === 'not-open' ? 'not-open' : 'changed';
}

/**
 * The question whether a consent still holds, if the change asks again for it. Whoever was asked within the hour is not
 * mailed twice, but is asked: the answer is to the new version. Undefined for somebody who has not consented, or has taken it back.
 */
async function questionFor(
  world: World,
  { version, person }: Pick<Telling, 'version' | 'person'>,
): Promise<QuestionChange | 'changed' | undefined> {
  const stored = consentIn(person);
  const { contact, locale } = stored?.document ?? {};
  if (stored === undefined || locale === undefined || contact?.email === undefined) return undefined;
  if (stored.document.state !== 'given' || !asksAgainFor(stored.document, version)) return undefined;
  const { name, company, email } = contact;
  const { entries, suppressed } = await findPerson(world, emailIdentifier(email));
  const entry = entries.find(({ document }) => document.subjectId === person.subjectId);
  const at = world.clock.now();
  // Whether it holds but for what is asked now.
  const { allowed } = mayUse('marketing', { ...documentsOf(person), suppressed }, at, []);
  if (entry === undefined || !allowed) return undefined;
  return askForMarketing(world, {
    subjectId: person.subjectId,
    wish: {
      by: 'policy-change',
      contact: { name, company, email },
      policyVersion: version.date,
      locale,
    },
    stored,
    entry,
    at,
  });
}

async function toldBefore(
  { subjects }: Pick<World, 'subjects'>,
  { subjectId, announcement }: { readonly subjectId: SubjectId; readonly announcement: AnnouncementDocument },
): Promise<AnnouncementCounts | undefined> {
  const marker = await subjects.read(subjectId, 'marker', toldMarkerOf(announcement.policyVersion));
  return marker && told(marker.document.answer === 'asked');
}

function told(asksAgain: boolean): AnnouncementCounts {
  return { ...nobodyYet, told: 1, askedAgain: asksAgain ? 1 : 0 };
}

function countsOf(reach: Exclude<Reach['reach'], 'mail'>): AnnouncementCounts {
  switch (reach) {
    case 'nobody':
      return nobodyYet;
    case 'without-address':
      return { ...nobodyYet, withoutAddress: 1 };
    case 'not-contacted':
      return { ...nobodyYet, notContacted: 1 };
  }
}
