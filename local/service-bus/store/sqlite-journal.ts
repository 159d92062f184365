import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { GroupCommit } from './group-commit.ts';
import type { Journal, StoredMessage } from './journal.ts';
import { Scrubber } from './scrubber.ts';

const FILE = 'service-bus.sqlite';

/** synchronous=FULL: committed means on the disk, so a power cut loses as little as `kill -9` does. */
const PRAGMAS = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA temp_store = MEMORY;
`;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS mailbox (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    last_sequence INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS message (
    id INTEGER PRIMARY KEY,
    mailbox INTEGER NOT NULL REFERENCES mailbox,
    state TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    enqueued_sequence INTEGER NOT NULL,
    at REAL NOT NULL,
    time_to_live REAL,
    delivery_count INTEGER NOT NULL,
    dead_letter_source TEXT,
    annotation_count INTEGER NOT NULL,
    annotations BLOB,
    bare BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS seen (
    mailbox INTEGER NOT NULL REFERENCES mailbox,
    message_id TEXT NOT NULL,
    seen_at REAL NOT NULL,
    PRIMARY KEY (mailbox, message_id)
  ) STRICT, WITHOUT ROWID;
`;

type Row = Record<string, SQLOutputValue>;

/** The journal in one SQLite file. A message that was removed is out of the file's bytes after the next scrub. */
export class SqliteJournal implements Journal {
  readonly #db: DatabaseSync;
  readonly #group: GroupCommit;
  readonly #scrubber: Scrubber;
  readonly #statements: Readonly<Record<StatementName, StatementSync>>;
  readonly #mailboxes = new Map<string, number>();
  /** The last sequence numbers of this transaction by mailbox: written once, however many it gave out. */
  readonly #reached = new Map<number, number>();
  #lastId: number;
  /** The highest id put so far: a put of a lower one replaces what was there. */
  #newestId: number;

  constructor(directory: string) {
    mkdirSync(directory, { recursive: true });
    this.#db = open(join(directory, FILE));
    this.#statements = prepare(this.#db);
    for (const row of this.#db.prepare('SELECT id, name FROM mailbox').all()) {
      this.#mailboxes.set(String(row.name), Number(row.id));
    }
    this.#lastId = Number(this.#db.prepare('SELECT max(id) AS id FROM message').get()?.id ?? 0);
    this.#newestId = this.#lastId;
    this.#group = new GroupCommit({
      begin: () => this.#db.exec('BEGIN'),
      commit: () => this.#commit(),
    });
    this.#scrubber = new Scrubber(() => this.#scrub());
    // A run that was killed has had no time to scrub.
    this.#scrubber.removed();
  }

  nextId(): number {
    return ++this.#lastId;
  }

  put(message: StoredMessage): void {
    if (message.id > this.#newestId) this.#newestId = message.id;
    else this.#scrubber.removed();
    this.#run(
      'put',
      message.id,
      this.#mailbox(message.mailbox),
      message.state,
      message.sequence,
      message.enqueuedSequence,
      message.at,
      message.timeToLive === Infinity ? null : message.timeToLive,
      message.deliveryCount,
      message.deadLetterSource ?? null,
      message.annotations?.count ?? 0,
      message.annotations?.bytes ?? null,
      message.bare,
    );
  }

  countDelivery(id: number, deliveryCount: number): void {
    this.#run('countDelivery', deliveryCount, id);
  }

  remove(id: number): void {
    this.#scrubber.removed();
    this.#run('remove', id);
  }

  reach(mailbox: string, sequence: number): void {
    this.#group.join();
    this.#reached.set(this.#mailbox(mailbox), sequence);
  }

  remember(mailbox: string, messageId: string, seenAt: number): void {
    this.#run('remember', this.#mailbox(mailbox), messageId, seenAt);
  }

  forget(mailbox: string, messageId: string): void {
    this.#run('forget', this.#mailbox(mailbox), messageId);
  }

  afterCommit(done: () => void): void {
    this.#group.afterCommit(done);
  }

  messagesOf(mailbox: string): StoredMessage[] {
    return this.#statements.messages.all(this.#mailbox(mailbox)).map((row) => restored(mailbox, row));
  }

  lastSequenceOf(mailbox: string): number {
    return Number(this.#statements.lastSequence.get(this.#mailbox(mailbox))?.last_sequence ?? 0);
  }

  seenIn(mailbox: string): { messageId: string; seenAt: number }[] {
    return this.#statements.seen
      .all(this.#mailbox(mailbox))
      .map((row) => ({ messageId: String(row.message_id), seenAt: Number(row.seen_at) }));
  }

  compact(): void {
    this.#scrubber.removed();
    this.#scrubber.runNow();
  }

  close(): void {
    this.#group.flush();
    this.#scrubber.runNow();
    this.#db.close();
  }

  #commit(): void {
    for (const [mailbox, sequence] of this.#reached) this.#statements.reach.run(sequence, mailbox);
    this.#reached.clear();
    this.#db.exec('COMMIT');
  }

  /**
   * secure_delete leaves copies in the slack of rebalanced pages and in the write-ahead log. VACUUM writes
   * every page anew from what is left, and the truncating checkpoint empties the log.
   */
  #scrub(): void {
    this.#group.flush();
    this.#db.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE);');
  }

  /** A write that fails ends the process, whoever catches the error on the way: memory is ahead of the disk. */
  #run(name: StatementName, ...values: SQLInputValue[]) {
    try {
      this.#group.join();
      return this.#statements[name].run(...values);
    } catch (error) {
      setImmediate(() => {
        throw error;
      });
      throw error;
    }
  }

  #mailbox(name: string): number {
    const known = this.#mailboxes.get(name);
    if (known !== undefined) return known;
    const id = Number(this.#run('addMailbox', name).lastInsertRowid);
    this.#mailboxes.set(name, id);
    return id;
  }
}

const STATEMENTS = {
  put: 'INSERT OR REPLACE INTO message VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  countDelivery: 'UPDATE message SET delivery_count = ? WHERE id = ?',
  remove: 'DELETE FROM message WHERE id = ?',
  reach: 'UPDATE mailbox SET last_sequence = ? WHERE id = ?',
  remember: 'INSERT OR REPLACE INTO seen VALUES (?, ?, ?)',
  forget: 'DELETE FROM seen WHERE mailbox = ? AND message_id = ?',
  messages: 'SELECT * FROM message WHERE mailbox = ? ORDER BY sequence',
  lastSequence: 'SELECT last_sequence FROM mailbox WHERE id = ?',
  seen: 'SELECT message_id, seen_at FROM seen WHERE mailbox = ? ORDER BY seen_at',
  addMailbox: 'INSERT INTO mailbox (name) VALUES (?)',
} as const;
type StatementName = keyof typeof STATEMENTS;

function prepare(db: DatabaseSync): Record<StatementName, StatementSync> {
  return {
    put: db.prepare(STATEMENTS.put),
    countDelivery: db.prepare(STATEMENTS.countDelivery),
    remove: db.prepare(STATEMENTS.remove),
    reach: db.prepare(STATEMENTS.reach),
    remember: db.prepare(STATEMENTS.remember),
    forget: db.prepare(STATEMENTS.forget),
    messages: db.prepare(STATEMENTS.messages),
    lastSequence: db.prepare(STATEMENTS.lastSequence),
    seen: db.prepare(STATEMENTS.seen),
    addMailbox: db.prepare(STATEMENTS.addMailbox),
  };
}

function open(file: string): DatabaseSync {
  const db = new DatabaseSync(file);
  try {
    db.exec(PRAGMAS);
    db.exec(SCHEMA);
  } catch (error) {
    db.close();
    const locked = error instanceof Error && error.message.includes('locked');
    throw locked ? new Error(`another process uses ${file}`, { cause: error }) : error;
  }
  return db;
}

function restored(mailbox: string, row: Row): StoredMessage {
  const annotations = row.annotations instanceof Uint8Array ? Buffer.from(row.annotations) : undefined;
  return {
    id: Number(row.id),
    mailbox,
    state: row.state === 'deferred' || row.state === 'scheduled' ? row.state : 'active',
    sequence: Number(row.sequence),
    enqueuedSequence: Number(row.enqueued_sequence),
    at: Number(row.at),
    timeToLive: row.time_to_live === null ? Infinity : Number(row.time_to_live),
    deliveryCount: Number(row.delivery_count),
    deadLetterSource: typeof row.dead_letter_source === 'string' ? row.dead_letter_source : undefined,
    annotations: annotations && { count: Number(row.annotation_count), bytes: annotations },
    bare: row.bare instanceof Uint8Array ? Buffer.from(row.bare) : Buffer.alloc(0),
  };
}
