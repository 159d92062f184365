import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DatabaseFile {
  readonly database: DatabaseSync;
  /** True when the last run ended without closing: what it erased may still be in the files. */
  readonly leftOpen: boolean;
  /** Rewrites the file so that nothing deleted or overwritten is left in it, nor in the log beside it. */
  readonly compact: () => void;
}

/**
 * Answers are given after COMMIT, and a committed transaction is in the write-ahead log in the operating system's
 * hands: `synchronous = NORMAL` is enough against `kill -9`. `secure_delete` alone leaves copies in the slack of
 * rebalanced pages; VACUUM and a truncated log leave none. `temp_store = MEMORY` keeps VACUUM's copy off the disk.
 * `locking_mode = EXCLUSIVE`: one process per directory; a second one is refused at its start. A checkpoint every
 * 8,000 pages, not 1,000: pages written over and over in between are copied once.
 */
export function openDatabaseFile(data: string): DatabaseFile {
  if (data === 'ephemeral') {
    return { database: new DatabaseSync(':memory:'), leftOpen: false, compact() {} };
  }
  mkdirSync(data, { recursive: true });
  const path = join(data, 'cosmos.sqlite');
  const leftOpen = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const database = new DatabaseSync(path);
  try {
    configure(database);
  } catch (fault) {
    database.close();
    if (isLocked(fault)) throw new Error(`${data} is in use by another Cosmos DB endpoint`, { cause: fault });
    throw fault;
  }
  return {
    database,
    leftOpen,
    compact() {
      database.exec('VACUUM');
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
  };
}

function configure(database: DatabaseSync): void {
  database.exec(`
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -65536;
    PRAGMA wal_autocheckpoint = 8000;
    PRAGMA journal_size_limit = 67108864;`);
}

/** SQLITE_BUSY, https://sqlite.org/rescode.html#busy */
const isLocked = (fault: unknown) => fault instanceof Error && 'errcode' in fault && fault.errcode === 5;
