import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { PROJECT_ROOT } from './local-settings.ts';
import { CLOCK_OFFSET_VARIABLE, type PartReady, type PartRequest, type PartResponse } from './part.ts';

export interface ChildPartOptions {
  readonly title: string;
  /** What Node runs, and its arguments. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Where it runs: the project's folder, unless told. */
  readonly cwd?: string;
  /** Asked at each start. */
  readonly clockOffset: () => number;
  readonly log: (line: string) => void;
  /** Its standard output says nothing that anyone needs. */
  readonly isChatty: boolean;
  /** Called when the process ends without having been asked to. */
  readonly onEnd: (how: EndOfPart) => void;
}

export interface EndOfPart {
  /** `signal SIGKILL` or `exit code 1`. */
  readonly how: string;
  readonly next: 'starts again' | 'left down';
}

/** Where Node keeps what it compiled: the parts start in two thirds of the time, the second time. */
const COMPILE_CACHE = join(PROJECT_ROOT, 'node_modules/.cache/node-compile');

/** A part that dies this often within the window is left down: starting it again does not help. */
const RESTARTS = { limit: 5, windowMs: 60_000 };

/** How long a part may take to stop cleanly before it is killed. */
const STOP_PATIENCE_MS = 10_000;

/** What a part prints on standard output when its port is open: `runPart`'s words, or Azurite's. */
const READY_LINE = /listen(?:ing|s) on /u;

/** A part as a process of its own, started again when it dies by itself. */
export class ChildPart {
  readonly #options: ChildPartOptions;
  readonly #pending = new Map<number, PendingRequest>();
  #lastRequest = 0;
  #process: ChildProcess | undefined;
  /** It is to run: when its process ends, that was not asked for. */
  #isWanted = false;
  #ready: Promise<void> = Promise.resolve();
  #restarts: number[] = [];

  constructor(options: ChildPartOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#isWanted && this.#process !== undefined;
  }

  /** Its process id; undefined while it does not run. */
  get pid(): number | undefined {
    return this.#process?.pid;
  }

  /** Resolves when the port is open; rejects with the sentence that the part ended with. */
  start(): Promise<void> {
    this.#isWanted = true;
    this.#ready = this.#spawn();
    return this.#ready;
  }

  /** Resolves with what the part answered to the command. */
  async request(command: string, argument?: unknown): Promise<unknown> {
    await this.#ready;
    const child = this.#process;
    if (child === undefined || !this.#isWanted) throw new Error(`${this.#options.title} does not run`);
    this.#lastRequest += 1;
    const id = this.#lastRequest;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      child.send({ id, command, argument } satisfies PartRequest);
    });
  }

  /** SIGKILL, as a crash would; the part stays down until `restart`. */
  kill(): Promise<void> {
    return this.#end((child) => child.kill('SIGKILL'));
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  /** Lets the part stop cleanly, and kills it when that takes too long. */
  async stop(): Promise<void> {
    await this.#end((child) => {
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
      child.once('exit', () => clearTimeout(impatience));
      child.kill('SIGTERM');
    });
  }

  #spawn(): Promise<void> {
    const { args, env, cwd = PROJECT_ROOT, log, isChatty, clockOffset } = this.#options;
    // A process group of its own: Ctrl-C reaches the supervisor only, which then stops the parts in order.
    const child = spawn(process.execPath, args, {
      cwd,
      env: {
        NODE_COMPILE_CACHE: COMPILE_CACHE,
        ...process.env,
        ...env,
        [CLOCK_OFFSET_VARIABLE]: String(clockOffset()),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
      windowsHide: true,
    });
    this.#process = child;
    child.on('message', (message: PartResponse | PartReady) => {
      if ('id' in message) this.#settle(message);
    });
    return new Promise((resolve, reject) => {
      // What it says on standard error explains a failed start, and is a log line of a part that runs.
      const complaints: string[] = [];
      let isReady = false;
      eachLine(child.stdout, (line) => {
        if (isReady || !READY_LINE.test(line)) {
          if (!isChatty) log(line);
          return;
        }
        isReady = true;
        for (const complaint of complaints) log(complaint);
        resolve();
      });
      eachLine(child.stderr, (line) => {
        if (isReady) log(line);
        else complaints.push(line);
      });
      child.on('error', reject);
      // `close`, not `exit`: by then the last words have been read.
      child.once('close', (code, signal) => {
        this.#process = undefined;
        this.#abandonRequests();
        const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
        if (!isReady) reject(new Error(complaints.join('\n') || `ended with ${how}`));
        else if (this.#isWanted) this.#comeBack(how);
      });
    });
  }

  #comeBack(how: string): void {
    const now = performance.now();
    this.#restarts = this.#restarts.filter((at) => now - at < RESTARTS.windowMs);
    const isHopeless = this.#restarts.length >= RESTARTS.limit;
    this.#options.onEnd({ how, next: isHopeless ? 'left down' : 'starts again' });
    if (isHopeless) return;
    this.#restarts.push(now);
    this.start().catch((error: unknown) => {
      if (!this.#isWanted) return;
      this.#options.log(error instanceof Error ? error.message : String(error));
      this.#options.onEnd({ how: 'a failed start', next: 'left down' });
    });
  }

  async #end(end: (child: ChildProcess) => void): Promise<void> {
    this.#isWanted = false;
    const child = this.#process;
    if (child === undefined) return;
    await new Promise<void>((resolve) => {
      child.once('close', () => resolve());
      end(child);
    });
  }

  #settle(response: PartResponse): void {
    const pending = this.#pending.get(response.id);
    this.#pending.delete(response.id);
    if (response.ok) pending?.resolve(response.result);
    else pending?.reject(new Error(`${this.#options.title}: ${response.error}`));
  }

  #abandonRequests(): void {
    for (const { reject } of this.#pending.values()) reject(new Error(`${this.#options.title} ended`));
    this.#pending.clear();
  }
}

interface PendingRequest {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

function eachLine(stream: Readable | null, read: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream }).on('line', read);
}
