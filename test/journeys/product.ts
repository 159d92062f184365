import { ServiceBusClient } from '@azure/service-bus';
import { vi } from 'vitest';
import type { MailMessage } from '../../local/mailbox/message.ts';
import { OBSERVER } from '../../local/observer.ts';
import type { PartName, ProcessorId } from '../../local/parts.ts';
import { freePorts } from '../../local/ports.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../local/stack.ts';
import type { PrivacyEvent } from '../../shared/domain/event.ts';
import { complaintsAbout, complaintsAboutEvent } from './descriptions.ts';
import { complaintsAboutTelemetry } from './sent-telemetry.ts';

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
  /** Asks the product, as anybody would. It throws when what comes back is not what the description of the calls says. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** POSTs JSON with the development key. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  lookUp(by: { readonly email: string } | { readonly phone: string }): Promise<readonly Found[]>;
  /** The file of a subject by its id: it is there when no address leads to it any more. */
  lookUpSubject(subjectId: string): Promise<Found>;
  /** Runs a timer function now and waits for that run to end well. */
  runTimer(name: string): Promise<void>;
  /** Resolves when the topic has given `count` events more, the record of lookups aside; they are taken. */
  events(count: number): Promise<readonly PrivacyEvent[]>;
  /**
   * Every event of a subject that the topic has given so far, in the order in which it did; with the record of
   * lookups, which a test makes many of, if it is asked for.
   */
  told(subjectId: string, options?: { readonly lookups: boolean }): readonly PrivacyEvent[];
  /** Every mail that was sent, to one address if it is given. */
  mails(to?: string): readonly MailMessage[];
  /** How a processor's stand-in answers from now on. */
  processor(id: ProcessorId, behaviour: 'ok' | 'slow' | 'down' | 'reject'): Promise<void>;
  /** What is wrong with Cosmos DB or the broker from now on, as the control port takes it. */
  faults(faults: object): Promise<void>;
  /** Throws when the topic gave an event that is not as described, or telemetry came that is not on the allow-list. */
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
  readonly consents: readonly { readonly state: string }[];
  readonly holds: readonly { readonly id: string; readonly reason: string }[];
  readonly erasures: readonly FoundErasure[];
  readonly rectifications: readonly FoundNotice[];
  readonly withdrawals: readonly FoundNotice[];
}

export interface FoundNotice {
  readonly id: string;
  readonly state: string;
  readonly processors: readonly {
    readonly id: string;
    readonly answer: string;
    readonly attempt: number;
    readonly since: string;
    readonly because?: string;
    readonly askAgainAt?: string;
  }[];
}

interface FoundErasure extends FoundNotice {
  readonly cause: string;
  readonly scope: readonly { readonly kind: string; readonly id: string }[];
}

/** Starts the product with what a journey needs of it, in memory unless `data` names a folder. */
export async function startProduct({
  data = 'ephemeral',
  parts = enough,
  settings = {},
  app = {},
  planted = false,
}: {
  readonly data?: string;
  readonly parts?: readonly PartName[];
  /** Over those of local.settings.json. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the Function App is, if not in the sources. */
  readonly app?: Pick<LocalStackOptions, 'root' | 'app'>;
  /** The test puts telemetry of its own into the sink, so what lies there says nothing of the product. */
  readonly planted?: boolean;
} = {}): Promise<Product> {
  const log: string[] = [];
  const stack = await startLocalStack({
    data,
    ports: await freePorts(),
    parts,
    settings,
    ...app,
    observed: true,
    log: (line) => log.push(line),
  });
  const { control, functions } = stack.addresses;
  const topic = watchTopic(stack);
  let taken = 0;

  const get = async (path: string, init?: RequestInit) => {
    const answer = await fetch(`${functions.url}${path}`, init);
    const complaints = await complaintsAbout({ path, init, answer });
    if (complaints.length > 0) throw new Error(`not as described: ${complaints.join('\n')}`);
    return answer;
  };
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
      return subjectsIn(await post('/api/ops/lookups', by));
    },
    async lookUpSubject(subjectId) {
      const [subject] = await subjectsIn(await post('/api/ops/lookups', { subjectId }));
      if (subject === undefined) throw new Error('no such subject');
      return subject;
    },
    async runTimer(name) {
      const before = await runsOf(stack, name);
      await post(`/admin/functions/${name}`, { input: '' });
      await vi.waitFor(
        async () => {
          const { ended, lastOutcome } = await runsOf(stack, name);
          // Runs stand in line: one that the clock had begun is not ours.
          if (ended <= before.started) throw new Error(`${name} has not ended`);
          if (lastOutcome !== 'succeeded') throw new Error(`${name} ${lastOutcome}`);
        },
        { timeout: 60_000, interval: 50 },
      );
    },
    async events(count) {
      const deadline = performance.now() + 30_000;
      const given = () => topic.events.filter((event) => !isLookup(event));
      const isMore = () => given().length >= taken + count || performance.now() > deadline;
      await vi.waitUntil(isMore, { timeout: 40_000, interval: 20 });
      taken += count;
      return given().slice(taken - count, taken);
    },
    told: (subjectId, { lookups } = { lookups: false }) =>
      topic.events.filter((event) => event.subject === subjectId && (lookups || !isLookup(event))),
    mails: (to) => stack.mailbox.messages().filter((mail) => to === undefined || mail.to === to),
    processor: (id, behaviour) => put(`${control.url}/processors/${id}`, { behaviour }),
    faults: (faults) => put(`${control.url}/faults`, faults),
    async stop() {
      await topic.close();
      await stack.stop();
      const items = planted || !parts.includes('telemetry') ? [] : stack.telemetry.items();
      const complaints = [...topic.complaints, ...complaintsAboutTelemetry(items)];
      if (complaints.length > 0) throw new Error(`not as described: ${complaints.join('\n')}`);
    },
  };
}

/** Receives every event that the topic gives, from now on. */
function watchTopic(stack: LocalStack) {
  const bus = new ServiceBusClient(stack.addresses.serviceBus.connectionString, {
    retryOptions: { maxRetries: 10, retryDelayInMs: 200, timeoutInMs: 10_000 },
  });
  // By the broker's own number: an event that it gives again, because the link broke, is the same one.
  const events = new Map<string, PrivacyEvent>();
  const complaints = new Set<string>();
  bus.createReceiver('privacy-events', OBSERVER).subscribe({
    async processMessage(message) {
      events.set(String(message.sequenceNumber), message.body);
      for (const complaint of complaintsAboutEvent(message)) complaints.add(complaint);
    },
    // The broker is away for a while in some journeys; the SDK comes back by itself.
    processError: () => Promise.resolve(),
  });
  return {
    get events(): readonly PrivacyEvent[] {
      return [...events.values()];
    },
    get complaints(): readonly string[] {
      return [...complaints];
    },
    close: () => bus.close(),
  };
}

function isLookup(event: PrivacyEvent): boolean {
  return nameOf(event) === 'person.looked-up';
}

/** What a lookup has found, without the lookups: each adds itself to them. */
async function subjectsIn(response: Response): Promise<Found[]> {
  const { subjects } = await json<{ subjects: (Found & { readonly lookups: unknown })[] }>(response);
  return subjects.map((subject) => ({ ...subject, lookups: undefined }));
}

async function put(url: string, body: object): Promise<void> {
  const response = await fetch(url, { method: 'PUT', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
}

/** What an event is called: `erasure.completed`. */
export function nameOf({ type }: PrivacyEvent): string {
  return type.replace(/^works\.contracting\.privacy\.|\.v1$/g, '');
}

/** Waits until what the product does by itself has come about. */
export function eventually<Result>(check: () => Result | Promise<Result>): Promise<Result> {
  return vi.waitFor(check, { timeout: 20_000, interval: 30 });
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
  readonly started: number;
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
