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
 */
export function openDatabaseFile(data: string): DatabaseFile {
  if (data === 'ephemeral') {
    return { database: new DatabaseSync(':memory:'), leftOpen: false, compact() {} };
  }
  mkdirSync(data, { recursive: true });
  const path = join(data, 'cosmos.sqlite');
  const leftOpen = (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
  const database = new DatabaseSync(path);
  database.exec(`
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA secure_delete = ON;
    PRAGMA temp_store = MEMORY;
    PRAGMA cache_size = -65536;
    PRAGMA journal_size_limit = 16777216;`);
  return {
    database,
    leftOpen,
    compact() {
      database.exec('VACUUM');
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    },
  };
}
