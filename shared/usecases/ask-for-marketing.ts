import type { Temporal } from 'temporal-polyfill';
import { askForConsent, refusedAt, type Wish } from '../domain/consent-question.ts';
import type { ConsentDocument } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import { allRefused } from '../domain/suppression.ts';
import type { IdentifierEntry, Stored, SubjectChange, World } from '../ports.ts';

/** What a wish for Markedsnyheter adds to a batch. */
export type QuestionChange = Required<Pick<SubjectChange, 'create' | 'replace' | 'events'>>;

export const noQuestion: QuestionChange = { create: [], replace: [], events: [] };

/**
 * Asks the person to confirm the wish (policy row P6): the consent and the event that makes us mail the question, for
 * the batch of whatever the wish came with. `changed`: the address's entry is just being written; load again, decide
 * again.
 */
export async function askForMarketing(
  world: World,
  {
    subjectId,
    wish,
    stored,
    entry,
    at,
  }: {
    readonly subjectId: SubjectId;
    readonly wish: Wish;
    /** The consent as it stands. */
    readonly stored: Stored<ConsentDocument> | undefined;
    /** The entry of the person's address. */
    readonly entry: Stored<IdentifierEntry>;
    readonly at: Temporal.Instant;
  },
): Promise<QuestionChange | 'changed'> {
  const { ids, keys } = world;
  const known = stored?.document;
  const salt = known?.salt ?? keys.salt();
  const asked = askForConsent({
    subjectId,
    wish,
    known,
    suppressedAt: entry.document.suppressed?.marketing,
    at,
    askId: ids.ask(),
    eventId: ids.event(at),
    salt,
    commit: (content) => keys.commitment(salt, content),
  });
  if (asked === undefined) return noQuestion;
  if ((await rememberRefusal(world, { known, entry })) === 'changed') return 'changed';
  const { document, event } = asked;
  return {
    create: stored === undefined ? [document] : [],
    replace: stored === undefined ? [] : [{ document, etag: stored.etag }],
    events: event === undefined ? [] : [event],
  };
}

/**
 * A question that nobody answers takes the consent with it, and with that the word that the person once said no. So
 * the address remembers it before it is asked again.
 */
async function rememberRefusal(
  { identifiers }: World,
  {
    known,
    entry: { document, etag },
  }: { readonly known: ConsentDocument | undefined; readonly entry: Stored<IdentifierEntry> },
): Promise<'remembered' | 'changed'> {
  const no = refusedAt(known);
  if (no === undefined || (document.suppressed?.marketing ?? '') >= no) return 'remembered';
  const suppressed = allRefused([document.suppressed, { marketing: no }]);
  const written = await identifiers.write({ ...document, suppressed }, etag);
  return written === 'changed' ? 'changed' : 'remembered';
}
