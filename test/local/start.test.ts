import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { listen } from '../../local/http-endpoint.ts';
import { fixedPorts, isFree } from '../../local/ports.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const START = join(import.meta.dirname, '../../local/start.ts');
const IN_TIME = { timeout: 25_000, interval: 100 };

test('npm start shows where everything is, and Ctrl-C ends everything', async () => {
  const { ports, run } = await place();
  const stack = run('--ephemeral');
  await vi.waitFor(() => expect(stack.output()).toContain('Everything is up.'), IN_TIME);
  for (const address of [
    `http://127.0.0.1:${ports.functions}  x-functions-key: local-key`,
    `Endpoint=sb://127.0.0.1:${ports.serviceBus};`,
    `BlobEndpoint=http://127.0.0.1:${ports.blob}/`,
    `http://127.0.0.1:${ports.functions}/ops (what staff see; the key is local-key)`,
    `http://127.0.0.1:${ports.mailbox} (mail)`,
    `curl http://127.0.0.1:${ports.functions}/api/registrations`,
  ]) {
    expect(stack.output()).toContain(address);
  }
  const faults = { cosmos: { status: 429, next: 0 }, serviceBus: 'up' };
  const answer = await fetch(`http://127.0.0.1:${ports.control}/faults`, {
    method: 'PUT',
    body: JSON.stringify(faults),
  });
  expect(await answer.json()).toEqual(faults);

  stack.process.kill('SIGINT');
  expect(await stack.ended).toEqual([0, null]);
  expect(await takenPorts(ports)).toEqual([]);
});

test('a stack that was killed leaves no part behind, and the next start waits for the last of them', async () => {
  const { ports, run } = await place();
  const data = temporaryDirectory();
  const first = run('--data', data);
  await vi.waitFor(() => expect(first.output()).toContain('Everything is up.'), IN_TIME);
  first.process.kill('SIGKILL');
  await first.ended;
  const second = run('--data', data);
  await vi.waitFor(() => expect(second.output()).toContain('Everything is up.'), IN_TIME);
  second.process.kill('SIGKILL');
  await second.ended;
  await vi.waitFor(async () => expect(await takenPorts(ports)).toEqual([]), IN_TIME);
});

test('a taken port ends the start with one sentence', async () => {
  const { ports, run } = await place();
  const other = createServer();
  await listen(other, ports.cosmos);
  onTestFinished(() => {
    other.close();
  });
  const stack = run('--ephemeral');
  expect(await stack.ended).toEqual([1, null]);
  expect(stack.output().trim()).toBe(
    `port ${ports.cosmos} (Cosmos DB endpoint) is already in use: stop what listens there, or set PRIVACY_PORT_OFFSET to move every port`,
  );
});

test.each(['abc', '70000', '1.5'])('an offset that is no offset is refused: %s', async (offset) => {
  const stack = runStart(['--ephemeral'], offset);
  expect(await stack.ended).toEqual([1, null]);
  expect(stack.output()).toContain('PRIVACY_PORT_OFFSET must be a whole number');
});

interface Run {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Exit code and signal. */
  readonly ended: Promise<unknown[]>;
}

/** An offset at which every port is free. */
async function place() {
  for (;;) {
    const offset = 10_000 + Math.floor(Math.random() * 10_000);
    const ports = fixedPorts(offset);
    if ((await takenPorts(ports)).length === 0) {
      return { ports, run: (...args: readonly string[]) => runStart(args, String(offset)) };
    }
  }
}

async function takenPorts(ports: ReturnType<typeof fixedPorts>): Promise<string[]> {
  const free = await Promise.all(
    Object.entries(ports).map(async ([name, port]) => ({ name, isFree: await isFree(port) })),
  );
  return free.filter((port) => !port.isFree).map(({ name }) => name);
}

function runStart(args: readonly string[], offset: string): Run {
  const app = ['--app', 'test/local/fixtures/app.ts'];
  const child = spawn(process.execPath, [START, ...args, ...app], {
    env: { ...process.env, PRIVACY_PORT_OFFSET: offset },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  onTestFinished(() => {
    child.kill('SIGINT');
  });
  return { process: child, output: () => lines.join(''), ended: once(child, 'close') };
}
