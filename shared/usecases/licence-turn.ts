import { timestamp } from '../domain/calendar.ts';
import type { IdentifierKey, SubjectId } from '../domain/id.ts';
import { licenceIdentifier } from '../domain/identifier.ts';
import type { IdentifierEntry, Stored, World } from '../ports.ts';

/** Far longer than taking in an event; a turn that somebody died in is over after it. */
const longestTurn = { seconds: 30 };

/**
 * A licence's entry while it is our turn. A licence has its record in the subject of its contact person, and
 * may move to another's: its events are taken in one at a time, so that none is folded into a record that is
 * just being left.
 */
export class LicenceTurn {
  readonly #world: World;
  #entry: Stored<IdentifierEntry>;

  private constructor(world: World, entry: Stored<IdentifierEntry>) {
    this.#world = world;
    this.#entry = entry;
  }

  /** Undefined while it is somebody else's turn. */
  static async take(world: World, licenceId: string): Promise<LicenceTurn | undefined> {
    const { clock, identifiers } = world;
    const now = clock.now();
    const found = await findEntry(world, licenceId);
    const { lockedUntil } = found.entry?.document ?? {};
    if (lockedUntil !== undefined && lockedUntil > timestamp(now)) return undefined;
    const before = found.entry?.document ?? { id: found.key, mentionedBy: {} };
    const locked = {
      ...before,
      touchedAt: timestamp(now),
      lockedUntil: timestamp(now.add(longestTurn)),
    };
    const entry = await identifiers.write(locked, found.entry?.etag);
    return entry === 'changed' ? undefined : new LicenceTurn(world, entry);
  }

  get key(): IdentifierKey {
    return this.#entry.document.id;
  }

  get holder(): SubjectId | undefined {
    return this.#entry.document.subjectId;
  }

  get next(): SubjectId | undefined {
    return this.#entry.document.next;
  }

  get historyUntil(): string | undefined {
    return this.#entry.document.historyUntil;
  }

  /** Notes who holds the licence, and who is taking it over; false when the turn has been lost. */
  async note(leadsTo: {
    readonly holder: SubjectId | undefined;
    readonly next?: SubjectId;
  }): Promise<boolean> {
    const { id, mentionedBy, touchedAt, lockedUntil } = this.#entry.document;
    const { holder: subjectId, next } = leadsTo;
    return this.#write({ id, mentionedBy, touchedAt, lockedUntil, subjectId, next });
  }

  /** Ends the turn. One that has been lost is somebody else's. */
  async end(): Promise<void> {
    const { document } = this.#entry;
    const leadsNowhere =
      document.subjectId === undefined && document.next === undefined && document.historyUntil === undefined;
    if (leadsNowhere) await this.#world.identifiers.remove(this.#entry);
    else await this.#write({ ...document, lockedUntil: undefined });
  }

  async #write(document: IdentifierEntry): Promise<boolean> {
    const written = await this.#world.identifiers.write(document, this.#entry.etag);
    if (written === 'changed') return false;
    this.#entry = written;
    return true;
  }
}

async function findEntry(
  { identifiers, keys }: World,
  licenceId: string,
): Promise<{ readonly key: IdentifierKey; readonly entry: Stored<IdentifierEntry> | undefined }> {
  const identifier = licenceIdentifier(licenceId);
  for (const key of keys.identifierKeys(identifier)) {
    const entry = await identifiers.find(key);
    if (entry !== undefined) return { key, entry };
  }
  return { key: keys.identifierKey(identifier), entry: undefined };
}
