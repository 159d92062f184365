import type { SubjectId } from '../domain/id.ts';
import { type ContactDetails, type Identifier, identifiersOf } from '../domain/identifier.ts';
import type { CommitOutcome, HeadChange, IdentifierEntry, Stored, World } from '../ports.ts';

/** How often a decision is made anew when somebody else was faster. Each round, one of the rivals gets through. */
const rounds = 64;

/** What became of the commit, and whose it was; `changed`: what it was based on moved, so decide again. */
export interface PersonCommit {
  readonly subjectId: SubjectId;
  readonly outcome: 'committed' | 'repeated' | 'changed';
}

type Needs = Pick<World, 'identifiers' | 'ids' | 'keys'>;

/**
 * Finds the subject that a person's identifiers lead to, or makes one, and commits there. Two Cosmos DB
 * requests for somebody known and for somebody new, one more for each further identifier; more only when
 * others write at the same time or a crash is made good.
 *
 * `commit` is called again with another subject or expectation until it gets through.
 *
 * @throws Contended when it never does: worth trying again later.
 */
export async function commitForPerson(
  world: Needs,
  person: ContactDetails,
  commit: (subjectId: SubjectId, head: HeadChange) => Promise<CommitOutcome>,
): Promise<PersonCommit> {
  const { identifying, mentioned } = identifiersOf(person);
  let entry = await claim(world, identifying);
  let { created } = entry;
  let mentionedWith: SubjectId | undefined;

  for (let round = 0; round < rounds; round += 1) {
    const subjectId = entry.document.subjectId;
    if (subjectId === undefined) {
      entry = await reassign(world, entry, identifying);
      created = true;
      continue;
    }
    if (mentionedWith !== subjectId) {
      for (const identifier of mentioned) {
        await world.identifiers.mention(world.keys.identifierKey(identifier), subjectId);
      }
      mentionedWith = subjectId;
    }
    const outcome = await commit(subjectId, { expect: created ? 'none' : 'open' });
    switch (outcome) {
      case 'committed':
      case 'repeated':
      case 'changed':
        return { subjectId, outcome };
      case 'no-subject':
        // The entry was claimed, and whoever claimed it is not done, or died: the first to commit makes the head.
        created = true;
        break;
      case 'subject-exists':
        created = false;
        break;
      case 'subject-closed':
        entry = await reassign(world, entry, identifying);
        created = true;
        break;
    }
  }
  throw new Contended();
}

/** Too many wrote to one subject at once for this change to get through. Nothing was stored. */
export class Contended extends Error {
  override readonly name = 'Contended';
  constructor() {
    super('others kept changing the same subject; try again later');
  }
}

type Claimed = Stored<IdentifierEntry> & { readonly created: boolean };

async function claim({ identifiers, ids, keys }: Needs, identifier: Identifier): Promise<Claimed> {
  const [newest, ...older] = keys.identifierKeys(identifier);
  for (const key of older) {
    const entry = await identifiers.find(key);
    if (entry?.document.subjectId !== undefined) return { ...entry, created: false };
  }
  return identifiers.claim(newest ?? keys.identifierKey(identifier), ids.subject());
}

/** Leads the entry to a new subject; where somebody else did so first, to theirs. */
async function reassign(
  world: Needs,
  entry: Stored<IdentifierEntry>,
  identifier: Identifier,
): Promise<Claimed> {
  await world.identifiers.assign(entry, world.ids.subject());
  return claim(world, identifier);
}
