import { afterAll, beforeAll, expect, it } from 'vitest';
import { type HostProcess, startHost } from './functions-host-apps/start-host.ts';

let host: HostProcess;

beforeAll(async () => {
  host = await startHost({ app: 'streaming' });
});

afterAll(async () => {
  await host.stop();
});

it('streams an answer of 100,000 lines', async () => {
  const answer = await fetch(`${host.url}/lines/100000`);
  expect(answer.headers.get('content-type')).toBe('application/x-ndjson');
  expect(answer.headers.get('transfer-encoding')).toBe('chunked');
  const lines = (await answer.text()).trimEnd().split('\n');
  expect(lines).toHaveLength(100_000);
  expect(lines.at(-1)).toBe('{"line":100000}');
});

it('streams a body to the function', async () => {
  const chunk = new Uint8Array(64 * 1024).fill(7);
  let left = 100;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (left === 0) controller.close();
      else controller.enqueue(chunk);
      left -= 1;
    },
  });
  const answer = await fetch(`${host.url}/upload`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-bytes' },
    body,
    duplex: 'half',
  });
  expect(await answer.json()).toEqual({ bytes: 6_553_600, kind: 'application/x-bytes' });
});

it('hands over parameters, queries and cookies as without streaming', async () => {
  const tag = await fetch(`${host.url}/tags/b%C3%A6r?n=1&n=2`);
  expect(await tag.json()).toEqual({ tag: 'bær', all: ['1', '2'] });
  expect((await fetch(`${host.url}/cookies`)).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

it('asks for keys, and answers 204 for nothing and 500 for a function that threw', async () => {
  expect((await fetch(`${host.url}/with-key`)).status).toBe(401);
  expect((await fetch(`${host.url}/with-key?code=local-key`)).status).toBe(200);
  expect((await fetch(`${host.url}/nothing`)).status).toBe(204);
  expect((await fetch(`${host.url}/throws`)).status).toBe(500);
});

it('ends the connection when an answer breaks off, so that it cannot pass for whole', async () => {
  const whole = fetch(`${host.url}/breaks-off`).then((answer) => answer.text());
  await expect(whole).rejects.toThrow('fetch failed');
  expect(await host.run('breaks-off')).toMatchObject({ failed: 1, lastError: 'the source broke' });
});
