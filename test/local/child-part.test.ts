import { createServer } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ChildPart, type EndOfPart } from '../../local/child-part.ts';
import { listen } from '../../local/http-endpoint.ts';
import { freePorts } from '../../local/ports.ts';

test('a part takes commands, and its refusals name it', async () => {
  const { part } = await openPart();
  await part.start();
  await expect(part.request('pid')).resolves.toBeTypeOf('number');
  await expect(part.request('refuse')).rejects.toThrow('Test part: that is not possible');
  await expect(part.request('juggle')).rejects.toThrow('Test part: no command juggle');
});

test('a part that dies is started again, and has the clock of the others', async () => {
  const { part, ends } = await openPart({ clockOffset: Date.parse('2031-11-23T12:00:00Z') - Date.now() });
  await part.start();
  const before = await part.request('pid');
  process.kill(Number(before), 'SIGKILL');
  await vi.waitFor(() => expect(ends).toEqual([{ how: 'signal SIGKILL', next: 'starts again' }]));
  await expect(part.request('pid')).resolves.not.toBe(before);
  await expect(part.request('time')).resolves.toBe('2031-11-23');
});

test('a command that is under way when the part dies is answered with a fault', async () => {
  const { part } = await openPart();
  await part.start();
  // The second command is answered after the first was taken: by then that one is under way.
  await Promise.all([
    expect(part.request('hang')).rejects.toThrow('Test part ended'),
    part.request('pid').then(() => part.kill()),
  ]);
});

test('a part that keeps dying is left down', async () => {
  const { part, ends } = await openPart();
  await part.start();
  for (let death = 1; death <= 6; death += 1) {
    await expect(part.request('die')).rejects.toThrow('Test part ended');
    await vi.waitFor(() => expect(ends).toHaveLength(death));
  }
  expect(ends.map(({ next }) => next)).toEqual([...Array(5).fill('starts again'), 'left down']);
  await expect(part.request('pid')).rejects.toThrow('Test part does not run');
});

test('a part that was killed on purpose stays down until it is restarted', async () => {
  const { part, ends } = await openPart();
  await part.start();
  await part.kill();
  expect(part.isRunning).toBe(false);
  await expect(part.request('pid')).rejects.toThrow('Test part does not run');
  await part.restart();
  await expect(part.request('pid')).resolves.toBeTypeOf('number');
  expect(ends).toEqual([]);
});

test('a part that cannot start says why', async () => {
  const { part } = await openPart({ mode: 'fail' });
  await expect(part.start()).rejects.toThrow('the data is from a newer version');
});

test('a part whose port is taken names the port', async () => {
  const { part, port } = await openPart();
  const other = createServer();
  await listen(other, port);
  onTestFinished(() => {
    other.close();
  });
  await expect(part.start()).rejects.toThrow(`port ${port} is already in use`);
});

test('a part that stops frees its port and is not started again', async () => {
  const { part, port, ends } = await openPart();
  await part.start();
  await part.stop();
  const other = createServer();
  await listen(other, port);
  other.close();
  expect(ends).toEqual([]);
});

test('what a part prints is passed on', async () => {
  const { part, lines } = await openPart();
  await part.start();
  expect(lines).toContain('this part is up');
});

async function openPart(options: { readonly mode?: 'fail'; readonly clockOffset?: number } = {}) {
  const { cosmos: port } = await freePorts();
  const ends: EndOfPart[] = [];
  const lines: string[] = [];
  const part = new ChildPart({
    title: 'Test part',
    args: [join(import.meta.dirname, 'fixtures/part.ts'), String(port), options.mode ?? 'run'],
    env: {},
    clockOffset: () => options.clockOffset ?? 0,
    log: (line) => lines.push(line),
    isChatty: false,
    onEnd: (end) => ends.push(end),
  });
  onTestFinished(() => part.stop());
  return { part, port, ends, lines };
}
