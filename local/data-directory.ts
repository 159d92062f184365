import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Where a running stack keeps its files: a folder that stays, or one that goes with the stack. */
export interface DataDirectory {
  readonly path: string;
  readonly ephemeral: boolean;
  /** The stack that had it last did not stop: its parts may still be on their way out. */
  readonly leftRunning: boolean;
  /** By how many milliseconds the clock was moved when the stack stopped. */
  readonly clockOffset: number;
  saveClockOffset(offset: number): void;
  /** Lets another stack have it; an ephemeral one is removed. */
  release(): void;
}

export class DataDirectoryInUse extends Error {
  override readonly name = 'DataDirectoryInUse';

  constructor(path: string) {
    super(`${path} is in use by a stack that is already running: stop that one, or use --ephemeral`);
  }
}

/** Opens the folder for this process alone. Throws DataDirectoryInUse when another stack has it. */
export function openDataDirectory(data: string): DataDirectory {
  if (data === 'ephemeral') return ephemeralDirectory();
  mkdirSync(data, { recursive: true });
  const lock = acquire(data);
  const running = join(data, 'running');
  const leftRunning = existsSync(running);
  writeFileSync(running, '');
  const clockFile = join(data, 'clock-offset');
  return {
    path: data,
    ephemeral: false,
    leftRunning,
    clockOffset: existsSync(clockFile) ? Number(readFileSync(clockFile, 'utf8')) : 0,
    saveClockOffset: (offset) => writeFileSync(clockFile, String(offset)),
    release: () => {
      rmSync(running, { force: true });
      lock.close();
    },
  };
}

/** A lock that the operating system drops with its process, however that ends: SQLite's. */
function acquire(path: string): DatabaseSync {
  const lock = new DatabaseSync(join(path, 'lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new DataDirectoryInUse(path);
  }
  return lock;
}

function ephemeralDirectory(): DataDirectory {
  const path = mkdtempSync(join(tmpdir(), 'privacy-local-'));
  return {
    path,
    ephemeral: true,
    leftRunning: false,
    clockOffset: 0,
    saveClockOffset: () => undefined,
    release: () => rmSync(path, { recursive: true, force: true }),
  };
}
