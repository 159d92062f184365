import { ServiceBusClient, type ServiceBusReceivedMessage } from '@azure/service-bus';
import { vi } from 'vitest';
import { OBSERVER } from '../../local/observer.ts';
import type { PartName } from '../../local/parts.ts';
import { freePorts } from '../../local/ports.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import type { PrivacyEvent } from '../../shared/domain/event.ts';

const enough: readonly PartName[] = [
  'cosmos',
  'service-bus',
  'functions',
  'control',
  'azurite',
  'mailbox',
  'zendesk',
  'goto',
  'teamviewer',
  'telemetry',
];

export interface Product {
  readonly stack: LocalStack;
  /** Every line the parts have printed. */
  readonly log: readonly string[];
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** POSTs JSON with the development key. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  lookUp(by: { readonly email: string } | { readonly phone: string }): Promise<readonly Found[]>;
  /** Runs a timer function now and waits for that run to end well. */
  runTimer(name: string): Promise<void>;
  /** Resolves when the topic has given `count` events more; they are taken. */
  events(count: number): Promise<readonly PrivacyEvent[]>;
  stop(): Promise<void>;
}

/** A subject as a lookup shows it. */
interface Found {
  readonly subjectId: string;
  readonly records: readonly {
    readonly kind: string;
    readonly id: string;
    readonly eraseAfter: string | null;
    readonly fields: readonly string[];
    readonly [detail: string]: unknown;
  }[];
  readonly erasures: readonly unknown[];
}

/** Starts the product with what a journey needs of it, in memory unless `data` names a folder. */
export async function startProduct({
  data = 'ephemeral',
  parts = enough,
}: {
  readonly data?: string;
  readonly parts?: readonly PartName[];
} = {}): Promise<Product> {
  const log: string[] = [];
  const stack = await startLocalStack({
    data,
    ports: await freePorts(),
    parts,
    observed: true,
    log: (line) => log.push(line),
  });
  const { functions, serviceBus } = stack.addresses;
  const bus = new ServiceBusClient(serviceBus.connectionString, {
    retryOptions: { maxRetries: 10, retryDelayInMs: 200, timeoutInMs: 10_000 },
  });

  const get = (path: string, init?: RequestInit) => fetch(`${functions.url}${path}`, init);
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    get(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-functions-key': functions.key, ...headers },
      body: JSON.stringify(body),
    });

  return {
    stack,
    log,
    fetch: get,
    post,
    async lookUp(by) {
      const response = await post('/api/ops/lookups', by);
      return (await json<{ subjects: Found[] }>(response)).subjects;
    },
    async runTimer(name) {
      const before = await runsOf(stack, name);
      await post(`/admin/functions/${name}`, { input: '' });
      await vi.waitFor(
        async () => {
          const { ended, lastOutcome } = await runsOf(stack, name);
          if (ended === before.ended) throw new Error(`${name} has not ended`);
          if (lastOutcome !== 'succeeded') throw new Error(`${name} ${lastOutcome}`);
        },
        { timeout: 60_000, interval: 50 },
      );
    },
    async events(count) {
      const receiver = bus.createReceiver('privacy-events', OBSERVER, { receiveMode: 'receiveAndDelete' });
      const received: ServiceBusReceivedMessage[] = [];
      const deadline = performance.now() + 30_000;
      while (received.length < count && performance.now() < deadline) {
        received.push(
          ...(await receiver.receiveMessages(count - received.length, { maxWaitTimeInMs: 1_000 })),
        );
      }
      await receiver.close();
      return received.map(({ body }): PrivacyEvent => body);
    },
    async stop() {
      await bus.close();
      await stack.stop();
    },
  };
}

/** The body of an answer whose shape the test knows. */
export async function json<Body>(response: Response): Promise<Body> {
  return (await response.json()) as Body;
}

/** A problem+json answer. */
export interface ProblemBody {
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

interface Runs {
  readonly ended: number;
  readonly lastOutcome: string | undefined;
}

/** What the control port tells of a function's runs. */
export async function runsOf(stack: LocalStack, name: string): Promise<Runs> {
  const response = await fetch(`${stack.addresses.control.url}/functions`);
  const { functions } = await json<{ functions: (Runs & { name: string })[] }>(response);
  const found = functions.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}
