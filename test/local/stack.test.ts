import { createServer } from 'node:http';
import { CosmosClient } from '@azure/cosmos';
import { BlobServiceClient } from '@azure/storage-blob';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test, vi } from 'vitest';
import { listen } from '../../local/http-endpoint.ts';
import type { PartName } from '../../local/parts.ts';
import { freePorts } from '../../local/ports.ts';
import { provision } from '../../local/provision.ts';
import { type LocalStack, type StackEvent, startLocalStack } from '../../local/stack.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const WITH_HOST: readonly PartName[] = ['cosmos', 'telemetry', 'control', 'functions'];

test('the functions get their settings, their containers and the certificate of the sink', async () => {
  const stack = await start({ parts: WITH_HOST, settings: { GREETING: 'hei' } });
  expect(await whereAmI(stack)).toMatchObject({
    greeting: 'hei',
    containers: ['cookie-choices', 'identifiers', 'leases', 'subjects'],
    trusts: true,
  });
  expect(stack.settings['Cosmos']).toBe(stack.addresses.cosmos.connectionString);
});

test('moving the clock over HTTP moves the one of the functions and that of the data', async () => {
  const stack = await start({ parts: WITH_HOST });
  const body = JSON.stringify({ now: '2031-11-23T00:00:00Z' });
  await fetch(`${stack.addresses.control.url}/clock`, { method: 'PUT', body });
  expect((await whereAmI(stack)).now).toMatch(/^2031-11-23T00:/u);
  const subjects = new CosmosClient(stack.addresses.cosmos.connectionString)
    .database('privacy')
    .container('subjects');
  const { resource } = await subjects.items.create({ id: 'a', subjectId: 'a' });
  expect(new Date((resource?._ts ?? 0) * 1_000).getUTCFullYear()).toBe(2031);
});

test('a Functions host that dies is named and started again', async () => {
  const { events, stack } = await startWithEvents({ parts: WITH_HOST });
  const { pid } = await whereAmI(stack);
  process.kill(pid, 'SIGKILL');
  await vi.waitFor(() =>
    expect(events).toContainEqual({
      kind: 'ended',
      part: 'functions',
      how: 'signal SIGKILL',
      next: 'starts again',
    }),
  );
  await vi.waitFor(async () => expect((await whereAmI(stack)).pid).not.toBe(pid), { timeout: 10_000 });
});

test('what was written before a kill is there after the restart', async () => {
  const stack = await start({ parts: ['cosmos'], data: temporaryDirectory() });
  const client = new CosmosClient(stack.addresses.cosmos.connectionString);
  const subjects = client.database('privacy').container('subjects');
  await subjects.items.create({ id: 'a', subjectId: 'a' });
  await stack.kill('cosmos');
  await stack.restart('cosmos');
  expect((await subjects.item('a', 'a').read()).statusCode).toBe(200);
});

test('a second start finds the data, the mail and the time of the first', async () => {
  const data = temporaryDirectory();
  const ports = await freePorts();
  const parts: readonly PartName[] = ['cosmos', 'mailbox', 'azurite'];
  const first = await start({ data, ports, parts });
  await first.clock.set('2031-11-23T00:00:00Z');
  await subjectsOf(first).items.create({ id: 'a', subjectId: 'a' });
  await blobsOf(first).createContainer('journal');
  const transport = createTransport(first.addresses.smtp);
  await transport.sendMail({ from: 'a@example.com', to: 'b@example.com', subject: 'kept', text: 'kept' });
  transport.close();
  await first.stop();

  const second = await start({ data, ports, parts });
  expect((await subjectsOf(second).item('a', 'a').read()).statusCode).toBe(200);
  expect(await blobsOf(second).getContainerClient('journal').exists()).toBe(true);
  expect(second.mailbox.messages().map(({ subject }) => subject)).toEqual(['kept']);
  expect(second.clock.now()).toMatch(/^2031-11-23T00:/u);
});

test('provisioning again leaves alone what is there', async () => {
  const stack = await start({ parts: ['cosmos'] });
  await subjectsOf(stack).items.create({ id: 'a', subjectId: 'a' });
  await provision(stack.addresses.cosmos.connectionString);
  expect((await subjectsOf(stack).item('a', 'a').read()).statusCode).toBe(200);
});

test('a taken port is named with its part, and nothing is left running', async () => {
  const ports = await freePorts();
  const other = createServer();
  await listen(other, ports.smtp);
  onTestFinished(() => {
    other.close();
  });
  const parts: readonly PartName[] = ['mailbox', 'control'];
  await expect(startLocalStack({ data: 'ephemeral', ports, parts })).rejects.toThrow(
    `port ${ports.smtp} (Mailbox) is already in use`,
  );
  await expect(fetch(`http://127.0.0.1:${ports.control}/`)).rejects.toThrow('fetch failed');
});

test('a part that cannot start is named, and the others are stopped', async () => {
  const ports = await freePorts();
  await expect(
    startLocalStack({
      data: 'ephemeral',
      ports,
      parts: WITH_HOST,
      app: 'test/local/fixtures/no-such-app.ts',
    }),
  ).rejects.toThrow('Functions host: ');
  await expect(fetch(`http://127.0.0.1:${ports.cosmos}/`)).rejects.toThrow('fetch failed');
});

test('two stacks on one folder are refused', async () => {
  const data = temporaryDirectory();
  await start({ data, parts: ['control'] });
  const ports = await freePorts();
  await expect(startLocalStack({ data, ports, parts: ['control'] })).rejects.toThrow('is in use by a stack');
});

interface Place {
  readonly now: string;
  readonly pid: number;
}

async function whereAmI(stack: Pick<LocalStack, 'addresses'>): Promise<Place> {
  const response = await fetch(`${stack.addresses.functions.url}/where`);
  return (await response.json()) as Place;
}

function subjectsOf(stack: LocalStack) {
  return new CosmosClient(stack.addresses.cosmos.connectionString).database('privacy').container('subjects');
}

function blobsOf(stack: LocalStack) {
  return BlobServiceClient.fromConnectionString(stack.addresses.blob.connectionString);
}

interface StartOptions {
  readonly parts: readonly PartName[];
  readonly data?: string;
  readonly ports?: Awaited<ReturnType<typeof freePorts>>;
  readonly settings?: Readonly<Record<string, string>>;
}

async function start(options: StartOptions): Promise<LocalStack> {
  return (await startWithEvents(options)).stack;
}

async function startWithEvents({ data = 'ephemeral', ports, ...options }: StartOptions) {
  const events: StackEvent[] = [];
  const stack = await startLocalStack({
    data,
    ports: ports ?? (await freePorts()),
    app: 'test/local/fixtures/app.ts',
    onProgress: (event) => events.push(event),
    ...options,
  });
  onTestFinished(() => stack.stop());
  return { stack, events };
}
