import { giveConsent, type QuestionState, questionState } from '../domain/consent-answer.ts';
import type { ConsentDocument } from '../domain/document.ts';
import type { AskId, SubjectId } from '../domain/id.ts';
import type { Locale } from '../policy/register.ts';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import type { CommitOutcome, Holdings, World } from '../ports.ts';
import { helpNotices } from './advance-notice.ts';
import { consentIn } from './consent-in.ts';
import { Contended, rounds } from './contended.ts';

interface Which {
  readonly subjectId: SubjectId;
  readonly askId: AskId;
}

/** How a question stands, and the language the person was asked in, if that is still known. */
export interface Question {
  readonly state: QuestionState;
  readonly locale: Locale | undefined;
}

/** How a question stands. Changes nothing. */
export async function readQuestion(
  { clock, subjects }: Pick<World, 'clock' | 'subjects'>,
  { subjectId, askId }: Which,
  versions: readonly PolicyVersion[] = policyVersions,
): Promise<Question> {
  const consent = await subjects.read(subjectId, 'consent', 'consent:marketing');
  const state = questionState(consent?.document, askId, clock.now(), versions);
  return { state, locale: consent?.document.locale };
}

/**
 * The person confirms Markedsnyheter (policy row P6): the consent is given, and the newsletter sign-ups that waited
 * for it are kept like any other registration. To confirm again changes nothing.
 *
 * @returns how the question stands now: `confirmed`, or `over` when it was too late.
 * @throws Contended when others keep changing the subject.
 */
export async function confirmConsent(
  world: World,
  { subjectId, askId }: Which,
  versions: readonly PolicyVersion[] = policyVersions,
): Promise<Question> {
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    const known = consentIn(holdings)?.document;
    const state = questionState(known, askId, world.clock.now(), versions);
    if (state !== 'open' || known?.ask === undefined) return { state, locale: known?.locale };
    const outcome = await commitAnswer(world, holdings, { known, ask: known.ask, versions });
    if (outcome === 'committed') {
      world.telemetry.event('consent-changed', { state: 'given', by: 'confirmation-page' });
      return { state: 'confirmed', locale: known.locale };
    }
    if (outcome === 'not-open') await helpNotices(world, subjectId);
  }
  throw new Contended();
}

function commitAnswer(
  { clock, ids, keys, subjects }: World,
  holdings: Holdings,
  {
    known,
    ask,
    versions,
  }: {
    readonly known: ConsentDocument;
    readonly ask: NonNullable<ConsentDocument['ask']>;
    readonly versions: readonly PolicyVersion[];
  },
): Promise<CommitOutcome> {
  const at = clock.now();
  const { document, registrations, event } = giveConsent({
    known,
    ask,
    registrations: holdings.records
      .map((record) => record.document)
      .filter((record) => record.kind === 'registration'),
    at,
    newEventId: () => ids.event(at),
    commit: (content) => keys.commitment(known.salt, content),
    versions,
  });
  const changed = [document, ...registrations];
  return subjects.commit({
    subjectId: holdings.subjectId,
    head: { expect: 'open' },
    replace: holdings.records.flatMap(({ document: { id }, etag }) =>
      changed.filter((after) => after.id === id).map((after) => ({ document: after, etag })),
    ),
    events: [event],
  });
}
