import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import * as z from 'zod';
import type { PartRequest } from '../../../local/part.ts';
import { freePorts } from '../../../local/ports.ts';

export interface HostProcess {
  readonly port: number;
  readonly url: string;
  /** What it has printed, standard error included. */
  readonly output: () => string;
  readonly functions: () => Promise<Report>;
  readonly run: (name: string) => Promise<FunctionReport>;
  /** Moves the clock by this many milliseconds from now on. */
  readonly setClock: (offset: number) => Promise<void>;
  readonly stop: () => Promise<number | null>;
  readonly kill: () => Promise<void>;
}

export interface HostRequest {
  /** A folder beside this file. */
  readonly app: string;
  readonly entry?: string;
  readonly settings?: Readonly<Record<string, string>>;
  readonly state?: string;
  readonly port?: number;
  readonly args?: readonly string[];
}

const functionReport = z.object({
  name: z.string(),
  trigger: z.string(),
  started: z.number(),
  ended: z.number(),
  failed: z.number(),
  lastOutcome: z.string().optional(),
  lastError: z.string().optional(),
  route: z.string().optional(),
});
const report = z.object({
  functions: z.array(functionReport),
  keys: z.array(z.object({ name: z.string(), level: z.string(), value: z.string().optional() })),
});
type Report = z.infer<typeof report>;
type FunctionReport = z.infer<typeof functionReport>;

const answer = z.object({
  id: z.number(),
  ok: z.boolean(),
  result: z.unknown().optional(),
  error: z.string().optional(),
});

const MAIN = join(import.meta.dirname, '../../../local/functions-host/main.ts');

/** Starts the host in a process of its own; rejects with what it printed when it does not come up. */
export async function startHost(request: HostRequest): Promise<HostProcess> {
  const root = join(import.meta.dirname, request.app);
  const port = request.port ?? (await freePorts()).functions;
  const child = fork(
    MAIN,
    [
      '--port',
      String(port),
      '--root',
      root,
      '--app',
      request.entry ?? join(root, 'app.ts'),
      ...(request.state === undefined ? [] : ['--state', request.state]),
      ...(request.args ?? []),
    ],
    { silent: true, env: { ...process.env, ...request.settings } },
  );
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const exited = once(child, 'exit');
  const isUp = await Promise.race([
    once(child, 'message').then(() => true),
    once(child, 'close').then(() => false),
  ]);
  if (!isUp) throw new Error(output.trim());

  let lastId = 0;
  const command = async (name: string, argument?: unknown): Promise<unknown> => {
    lastId += 1;
    const id = lastId;
    child.send({ id, command: name, argument } satisfies PartRequest);
    for (;;) {
      const [message] = await once(child, 'message');
      const { id: answered, ok, result, error } = answer.parse(message);
      if (answered !== id) continue;
      if (!ok) throw new Error(error);
      return result;
    }
  };
  const functions = async () => report.parse(await command('functions'));
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    functions,
    run: async (name) => {
      const found = (await functions()).functions.find((one) => one.name === name);
      if (found === undefined) throw new Error(`no function ${name}`);
      return found;
    },
    setClock: async (offset) => {
      await command('clock', offset);
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
