import type { ServiceBusClient } from '@azure/service-bus';
import { licenceQueueName } from '../../shared/adapters/service-bus.ts';
import type { PersonFile } from '../../shared/domain/person-file.ts';
import type { PurposeId } from '../../shared/policy/purposes.ts';
import type { Addresses } from '../addresses.ts';
import { eventually, expectThat } from './check.ts';

export interface ProductClient {
  /** How much was sent so far. */
  readonly sent: { readonly requests: number; readonly messages: number };
  /** Anything else than the answer expected ends the story. */
  send(request: {
    readonly path: string;
    readonly method?: 'GET' | 'POST' | 'DELETE';
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string | URLSearchParams | FormData;
    readonly expect: number;
  }): Promise<Response>;
  /** Sends JSON with a key, as staff and other systems do. */
  sendWithKey(path: string, body: object, expect?: number): Promise<Response>;
  /** Reads or deletes with a key. */
  askWithKey(method: 'GET' | 'DELETE', path: string, expect: number): Promise<Response>;
  sendToQueue(event: object): Promise<void>;
  lookUp(by: LookedUpBy): Promise<readonly PersonFile[]>;
  /** Whether an address may be used for a purpose now, and why or why not. */
  checkUse(
    purpose: PurposeId,
    email: string,
  ): Promise<{ readonly allowed: boolean; readonly because: string }>;
  /** The addresses that Markedsnyheter may be mailed to now. */
  marketingAudience(): Promise<readonly string[]>;
  /** Runs a timer function now; resolves when a run that began after the call has ended well. */
  runTimer(name: string): Promise<void>;
}

type LookedUpBy = { readonly email: string } | { readonly phone: string } | { readonly subjectId: string };

/** What a form, staff, the licence system and a maintainer can do with the product from outside. */
export function createProductClient(addresses: Addresses, bus: ServiceBusClient): ProductClient {
  const { functions, control } = addresses;
  const sent = { requests: 0, messages: 0 };

  const send: ProductClient['send'] = async ({ path, method = 'POST', headers = {}, body, expect }) => {
    sent.requests += 1;
    const init: RequestInit = { method, headers, redirect: 'manual' };
    const response = await fetch(functions.url + path, body === undefined ? init : { ...init, body });
    expectThat(`${method} ${path} to be answered ${expect}`, response.status === expect, response.status);
    return response;
  };

  const sendWithKey: ProductClient['sendWithKey'] = (path, body, expect = 202) =>
    send({
      path,
      headers: { 'content-type': 'application/json', 'x-functions-key': functions.key },
      body: JSON.stringify(body),
      expect,
    });

  const askWithKey: ProductClient['askWithKey'] = (method, path, expect) =>
    send({ method, path, headers: { 'x-functions-key': functions.key }, expect });

  const runsOf = async (name: string): Promise<Runs> => {
    const response = await fetch(`${control.url}/functions`);
    const { functions: all } = (await response.json()) as { functions: Runs[] };
    const runs = all.find((each) => each.name === name);
    expectThat(`a function ${name}`, runs !== undefined, 'no such function');
    return runs;
  };

  return {
    sent,
    send,
    sendWithKey,
    askWithKey,
    async sendToQueue(event) {
      sent.messages += 1;
      const sender = bus.createSender(licenceQueueName);
      await sender.sendMessages({ body: event, contentType: 'application/cloudevents+json' });
      await sender.close();
    },
    async lookUp(by) {
      const response = await sendWithKey('/api/ops/lookups', by, 200);
      return ((await response.json()) as { subjects: PersonFile[] }).subjects;
    },
    async checkUse(purpose, email) {
      const response = await sendWithKey('/api/consent-checks', { purpose, email }, 200);
      return (await response.json()) as { allowed: boolean; because: string };
    },
    async marketingAudience() {
      const response = await askWithKey('GET', '/api/audiences/marketing', 200);
      const lines = (await response.text()).split('\n').filter((line) => line !== '');
      return lines.map((line) => (JSON.parse(line) as { email: string }).email);
    },
    async runTimer(name) {
      const { started } = await runsOf(name);
      await sendWithKey(`/admin/functions/${name}`, { input: '' });
      await eventually(`a run of ${name} to end well`, async () => {
        const { ended, lastOutcome } = await runsOf(name);
        return ended > started && lastOutcome === 'succeeded' ? true : undefined;
      });
    },
  };
}

/** What the control port tells of a function's runs. */
interface Runs {
  readonly name: string;
  readonly started: number;
  readonly ended: number;
  readonly lastOutcome: string | undefined;
}
