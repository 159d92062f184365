import { readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import type * as z from 'zod';

/**
 * A small state in memory whose whole is written to a file after a change. Writing the whole, instead of the
 * change, is what makes an erased person leave the file. Writes that wait for one another become one.
 */
export class Snapshot<State> {
  readonly state: State;
  readonly #file: string | undefined;
  #last: Promise<void> = Promise.resolve();
  #queued: Promise<void> | undefined;

  /** Without a file the state lives in memory only. */
  constructor(options: {
    readonly file: string | undefined;
    readonly schema: z.ZodType<State>;
    readonly empty: State;
  }) {
    const { file, schema, empty } = options;
    const text = file === undefined ? undefined : readIfPresent(file);
    this.#file = file;
    this.state = text === undefined ? empty : schema.parse(JSON.parse(text));
  }

  /** Resolves when everything changed before the call is in the file. */
  save(): Promise<void> {
    const file = this.#file;
    if (file === undefined) return Promise.resolve();
    this.#queued ??= this.#last.then(() => {
      this.#queued = undefined;
      this.#last = replace(file, JSON.stringify(this.state));
      return this.#last;
    });
    return this.#queued;
  }
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** By rename, so that a process that dies meanwhile leaves the old file whole. */
async function replace(file: string, text: string): Promise<void> {
  await writeFile(`${file}.new`, text);
  await rename(`${file}.new`, file);
}
