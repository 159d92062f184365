import { ServiceBusClient } from '@azure/service-bus';
import { Temporal } from 'temporal-polyfill';
import { pathIn } from '../local/demo/mailbox-client.ts';
import type { LocalStack } from '../local/stack.ts';
import { licenceQueueName } from '../shared/adapters/service-bus.ts';

// What the desk shows in the pictures: people who do not exist, at a company of nobody.

/** The day that the pictures show: a Tuesday, at nine in Norway. */
const today = Temporal.PlainDate.from('2027-02-09');
/** When most of it came in. */
const before = today.subtract({ days: 8 });

export const kari = {
  name: 'Kari Eksempel',
  company: 'Eksempel Bygg AS',
  email: 'kari@example.test',
  phone: '+47 22 33 44 55',
} as const;

export interface DeskScene {
  readonly kariId: string;
  /** A request that waits for staff, with a correction to look at. */
  readonly correctionId: string;
  /** A request to be erased, whose processors have not all answered. */
  readonly erasureId: string;
}

/** Fills the desk, and leaves the clock on the day of the pictures. */
export async function setDeskScene(stack: LocalStack): Promise<DeskScene> {
  const desk = deskOf(stack);
  await moveTo(stack, before);
  await desk.known();
  const kariId = await desk.kari();
  await desk.processor('zendesk', 'down');
  await desk.leave('ola@example.test', 'goto');
  await desk.leave('anne@example.test', 'teamviewer');
  const erasure = { right: 'erasure', on: before, shown: true } as const;
  const overdueId = await desk.ask({ ...erasure, email: 'jon@example.test', daysAgo: 28 });
  const erasureId = await desk.ask({ ...erasure, email: 'per@example.test', daysAgo: 12 });
  for (const requestId of [overdueId, erasureId]) await desk.allButZendeskAnswered(requestId);
  await desk.hold('eva@example.test', before.add({ days: 7 }));
  await moveTo(stack, today);
  const correctionId = await desk.ask({
    right: 'rectification',
    email: 'nina@example.test',
    corrections: { name: 'Nina Eksempel Dahl', company: 'Eksempel Anlegg AS' },
    daysAgo: 24,
    shown: true,
  });
  await desk.ask({ right: 'access', email: 'tor@example.test', daysAgo: 3 });
  await desk.ask({ right: 'portability', phone: '+47 33 44 55 66', daysAgo: 9 });
  await desk.deadLetter();
  return { kariId, correctionId, erasureId };
}

async function moveTo({ clock }: LocalStack, day: Temporal.PlainDate): Promise<void> {
  const at = day.toZonedDateTime({ timeZone: 'Europe/Oslo', plainTime: '09:00' });
  await clock.set(at.toInstant().toString());
}

interface Asked {
  readonly right: string;
  readonly email?: string;
  readonly phone?: string;
  readonly corrections?: object;
  /** How long before it was typed in, on that day: today, if none is said. */
  readonly daysAgo: number;
  readonly on?: Temporal.PlainDate;
  /** Whether staff know who asks. */
  readonly shown?: boolean;
}

function deskOf({ addresses, mailbox, settings }: LocalStack) {
  const { functions, control } = addresses;
  const post = async (path: string, body: object): Promise<Response> => {
    const response = await fetch(functions.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-functions-key': functions.key },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  };
  const ask = async (path: string): Promise<string> => {
    const headers = { 'x-functions-key': functions.key };
    return (await fetch(functions.url + path, { headers })).text();
  };
  const processor = (id: string, behaviour: string) =>
    fetch(`${control.url}/processors/${id}`, { method: 'PUT', body: JSON.stringify({ behaviour }) });
  const register = (contact: object, submittedOn: Temporal.PlainDate, channel = 'email') =>
    post('/api/ops/registrations', { channel, ...contact, submittedOn: submittedOn.toString() });
  const licence = (name: 'issued' | 'terminated', data: object) =>
    post('/api/licence-events', {
      specversion: '1.0',
      id: crypto.randomUUID(),
      source: 'https://licences.example.test',
      type: `works.contracting.licence.${name}.v1`,
      ...(name === 'issued' && { time: `${before.subtract({ years: 2 }).toString()}T08:00:00Z` }),
      data,
    });
  const idOf = async (email: string): Promise<string> => {
    const { subjects } = (await (await post('/api/ops/lookups', { email })).json()) as {
      subjects: readonly { subjectId: string }[];
    };
    const [found] = subjects;
    if (found === undefined) throw new Error('nobody is found');
    return found.subjectId;
  };

  return {
    /** Customers and people who once wrote: what ends in the months to come, and later. */
    async known() {
      for (let index = 0; index < 120; index += 1) {
        const contact = { name: `Person ${index}`, email: `person-${index}@example.test` };
        // Most of what came in lately ends late; what ends soon is old.
        const daysAgo = (index * 397) % 1_780;
        await register(contact, before.subtract({ days: daysAgo }), index % 3 === 0 ? 'phone' : 'email');
        if (index % 4 !== 0) continue;
        const licenceId = `EX-${1000 + index}`;
        await licence('issued', { licenceId, contact });
        if (index % 8 === 0) {
          const endedOn = before.subtract({ days: (index * 7) % 80 }).toString();
          await licence('terminated', { licenceId, endedOn });
        }
      }
    },
    async kari(): Promise<string> {
      const { email } = kari;
      const agent = Buffer.from(`${settings['ZENDESK_EMAIL']}/token:${settings['ZENDESK_TOKEN']}`);
      await fetch(`${addresses.zendesk.url}/api/v2/users`, {
        method: 'POST',
        headers: { authorization: `Basic ${agent.toString('base64')}`, 'content-type': 'application/json' },
        body: JSON.stringify({ user: { name: kari.name, email, phone: kari.phone } }),
      });
      await register(kari, before.subtract({ days: 400 }), 'phone');
      await post('/api/registrations', { channel: 'contact-form', ...kari, marketing: true });
      await licence('issued', { licenceId: 'EX-77', contact: kari });
      const { text } = await until('the mail that asks', () =>
        mailbox.messages().find(({ to }) => to === email),
      );
      const confirmed = await fetch(functions.url + pathIn(text, '/consents/confirm/'), { method: 'POST' });
      if (!confirmed.ok) throw new Error(`the confirmation was answered ${confirmed.status}`);
      const subjectId = await idOf(email);
      await post('/api/ops/rectifications', { subjectId, corrections: { phone: '+47 22 33 44 66' } });
      await until('the answers to the correction', async () => {
        const { subjects } = (await (await post('/api/ops/lookups', { subjectId })).json()) as {
          subjects: readonly { rectifications: readonly { state: string }[] }[];
        };
        return subjects[0]?.rectifications.every(({ state }) => state === 'completed') || undefined;
      });
      await post('/api/ops/holds', {
        subjectId,
        reason: 'A claim about a delivery: what was agreed is evidence.',
        authority: 'Conciliation board, case 31/7',
        reviewOn: before.add({ months: 6 }).toString(),
      });
      await post('/api/ops/disclosures', {
        subjectId,
        authority: 'Oslo politidistrikt',
        legalBasis: 'Straffeprosessloven § 210',
        reference: 'Case 88/4',
        fields: ['name', 'phone'],
        disclosedOn: before.toString(),
      });
      return subjectId;
    },
    /** Somebody withdraws the consent to be kept, and one processor will not erase. */
    async leave(email: string, unwilling: string) {
      await processor(unwilling, 'reject');
      await register(contactAt(email), before.subtract({ days: 30 }));
      await post('/api/ops/withdrawals', { email, consent: 'storage' });
      await until(
        'a task',
        async () => (await ask('/api/ops/tasks')).includes(`"${unwilling}"`) || undefined,
      );
      await processor(unwilling, 'ok');
    },
    async allButZendeskAnswered(requestId: string) {
      await until('the answers of the others', async () => {
        const { progress = [] } = JSON.parse(await ask(`/api/ops/requests/${requestId}`)) as {
          progress?: readonly { readonly state: string }[];
        };
        return (
          (progress.length > 0 && progress.filter(({ state }) => state === 'waiting').length === 1) ||
          undefined
        );
      });
    },
    async hold(email: string, reviewOn: Temporal.PlainDate) {
      await register(contactAt(email), before.subtract({ days: 90 }));
      await post('/api/ops/holds', {
        subjectId: await idOf(email),
        reason: 'An order of the tax authority.',
        authority: 'Skatteetaten, case 12/9',
        reviewOn: reviewOn.toString(),
      });
    },
    async ask({ daysAgo, on = today, shown = false, ...request }: Asked): Promise<string> {
      const { email } = request;
      const receivedOn = on.subtract({ days: daysAgo });
      if (email !== undefined) await register(contactAt(email), receivedOn.subtract({ days: 50 }));
      const identity = shown ? { identity: 'Called back on the number of the agreement' } : {};
      const response = await post('/api/ops/requests', {
        ...request,
        ...identity,
        receivedOn: receivedOn.toString(),
      });
      return ((await response.json()) as { requestId: string }).requestId;
    },
    processor,
    /** A licence event that says nothing of whose it is: given up on. */
    async deadLetter() {
      const bus = new ServiceBusClient(addresses.serviceBus.connectionString);
      const sender = bus.createSender(licenceQueueName);
      await sender.sendMessages({
        body: {
          specversion: '1.0',
          id: 'one',
          source: 'https://licences.example.test',
          type: 'works.contracting.licence.issued.v1',
          data: {},
        },
        contentType: 'application/cloudevents+json',
      });
      await bus.close();
      await until('the dead letter', async () => {
        return (await ask('/api/ops/dead-letters')).includes('sequenceNumber') || undefined;
      });
    },
  };
}

/** `ola@…` is Ola Eksempel. */
function contactAt(email: string): {
  readonly email: string;
  readonly name: string;
  readonly company: string;
} {
  const [first = '', ...rest] = email.slice(0, email.indexOf('@'));
  return { email, name: `${first.toUpperCase()}${rest.join('')} Eksempel`, company: kari.company };
}

export async function until<Found>(
  what: string,
  look: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited in vain for ${what}`);
}
