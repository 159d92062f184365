import { secondsOf } from '../domain/calendar.ts';
import type { Suppression } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import { type ContactDetails, type Identifier, identifiersOf } from '../domain/identifier.ts';
import { allRefused } from '../domain/suppression.ts';
import { memory } from '../policy/retention.ts';
import type { CommitOutcome, HeadChange, IdentifierEntry, Stored, World } from '../ports.ts';
import { helpNotices } from './advance-notice.ts';
import { Contended, rounds } from './contended.ts';

/** What became of the commit, and whose it was; `changed`: what it was based on moved, so decide again. */
export interface PersonCommit {
  readonly subjectId: SubjectId;
  readonly outcome: 'committed' | 'repeated' | 'changed';
}

/**
 * Finds the subject that a person's identifiers lead to, or makes one, and commits there. Two Cosmos DB
 * requests for somebody known and for somebody new, one more for each further identifier; more only when
 * others write at the same time, a crash is made good, or a pepper is being replaced.
 *
 * `commit` is called again with another subject or expectation until it gets through. The entry it is given is that of
 * the identifier that says who the person is.
 *
 * @throws Contended when it never does.
 */
export async function commitForPerson(
  world: World,
  person: ContactDetails,
  commit: (
    subjectId: SubjectId,
    head: Extract<HeadChange, { expect: 'none' | 'open' }>,
    entry: Stored<IdentifierEntry>,
  ) => Promise<CommitOutcome>,
): Promise<PersonCommit> {
  const { identifying, mentioned } = identifiersOf(person);
  const mentionedKeys = mentioned.map((identifier) => world.keys.identifierKey(identifier));
  let entry = await claim(world, identifying);
  let isNew = entry.created;
  let mentionedWith: SubjectId | undefined;
  const ttl = secondsOf(memory.suppression, world.clock.now());

  for (let round = 0; round < rounds; round += 1) {
    const { subjectId } = entry.document;
    if (subjectId === undefined) {
      entry = await leadToNew(world, entry, identifying);
      isNew = true;
      continue;
    }
    if (mentionedWith !== subjectId) {
      for (const key of mentionedKeys) await world.identifiers.mention(key, subjectId);
      mentionedWith = subjectId;
    }
    const outcome = await commit(subjectId, { expect: isNew ? 'none' : 'open' }, entry);
    switch (outcome) {
      case 'committed':
      case 'repeated':
      case 'changed':
        return { subjectId, outcome };
      case 'no-subject':
        // The entry was claimed, and whoever claimed it is not done, or died: the first to commit makes the head.
        isNew = true;
        break;
      case 'subject-exists':
        isNew = false;
        break;
      case 'not-open': {
        const state = await helpNotices(world, subjectId);
        entry = await claim(world, identifying);
        const isLeft = state === 'closed' && entry.document.subjectId === subjectId;
        if (isLeft) entry = await leadToNew(world, entry, identifying);
        isNew = entry.created || isLeft;
        // The erasure may have released what was mentioned just now; and a subject that is left mentions nothing.
        mentionedWith = undefined;
        if (entry.document.subjectId === subjectId) break;
        for (const key of mentionedKeys) await world.identifiers.release(key, subjectId, { ttl });
        break;
      }
    }
  }
  throw new Contended();
}

type Claimed = Stored<IdentifierEntry> & { readonly created: boolean };

async function claim({ identifiers, ids, keys }: World, identifier: Identifier): Promise<Claimed> {
  let remembered: Suppression | undefined;
  for (const key of keys.identifierKeys(identifier).slice(1)) {
    const entry = await identifiers.find(key);
    if (entry?.document.subjectId !== undefined) return { ...entry, created: false };
    remembered ??= entry?.document.suppressed;
  }
  const claimed = await identifiers.claim(keys.identifierKey(identifier), ids.subject());
  if (remembered === undefined) return claimed;
  // What the person refused is known under the pepper of then.
  const suppressed = allRefused([remembered, claimed.document.suppressed]);
  return { ...claimed, document: { ...claimed.document, suppressed } };
}

/**
 * Leads the entry to a new subject; where somebody else did so first, to theirs. What the person refused stays known,
 * and now as long as the entry leads to somebody.
 */
async function leadToNew(
  world: World,
  { document, etag }: Stored<IdentifierEntry>,
  identifier: Identifier,
): Promise<Claimed> {
  const { ttl: _, ...lasting } = document;
  await world.identifiers.write({ ...lasting, subjectId: world.ids.subject() }, etag);
  return claim(world, identifier);
}
