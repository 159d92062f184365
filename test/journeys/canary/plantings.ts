import { readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import type { ServiceBusClient, ServiceBusMessage } from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';
import { createTransport } from 'nodemailer';
import cosmosNames from '../../../infra/cosmos.json' with { type: 'json' };
import type { LocalStack } from '../../../local/stack.ts';
import { corrected } from './person.ts';

interface Garden {
  readonly stack: LocalStack;
  readonly bus: ServiceBusClient;
  /** The data directory. */
  readonly folder: string;
  /** Lines that count as printed by a part. */
  readonly log: string[];
}

/** Puts a text where it may not be, and says in which place the search has to find it. */
interface Planting {
  readonly where: string;
  readonly plant: (garden: Garden, text: string) => Promise<void>;
}

/** The subscription of a system that is not ours: what comes there stays, whoever is up. */
const untaken = 'privacy-events/Subscriptions/licence-system';

/** A leak in each kind of place: what the search for the canary must not miss. */
export const plantings: Readonly<Record<string, Planting>> = {
  'an event': {
    where: 'subjects: event',
    plant: (garden, text) => store(garden, 'subjects', { kind: 'event', event: { data: { note: text } } }),
  },
  'the id of a record': {
    where: 'subjects: registration',
    plant: (garden, text) => store(garden, 'subjects', { kind: 'registration', id: text }),
  },
  'the partition key of a record': {
    where: 'subjects: licence',
    plant: (garden, text) => store(garden, 'subjects', { kind: 'licence', subjectId: text }),
  },
  'another field of a record': {
    where: 'subjects: registration',
    plant: (garden, text) => store(garden, 'subjects', { kind: 'registration', policyVersion: text }),
  },
  'an identifier entry': {
    where: 'identifiers: document',
    plant: (garden, text) => store(garden, 'identifiers', { mentionedBy: { [text]: true } }),
  },
  'a record in another container': {
    where: 'leases: registration',
    plant: (garden, text) => store(garden, 'leases', { kind: 'registration', email: text }),
  },
  'another field of a hold': {
    where: 'subjects: hold',
    plant: (garden, text) => store(garden, 'subjects', { kind: 'hold', reviewOn: text }),
  },
  'another field of a consent': {
    where: 'subjects: consent',
    plant: (garden, text) => store(garden, 'subjects', { kind: 'consent', acts: [{ channel: text }] }),
  },
  'another field of a request': {
    where: 'subjects: request',
    plant: (garden, text) => store(garden, 'subjects', { kind: 'request', answer: { note: text } }),
  },
  'a disclosure': {
    where: 'subjects: disclosure',
    plant: (garden, text) => store(garden, 'subjects', { kind: 'disclosure', authority: text }),
  },
  'the evidence of an erasure': {
    where: 'subjects: erasure',
    plant: (garden, text) =>
      store(garden, 'subjects', { kind: 'erasure', recipients: { goto: { decision: { evidence: text } } } }),
  },
  // Before the others that go there: it takes the first message it meets.
  'the reason of a dead letter': {
    where: `${untaken}/$DeadLetterQueue: properties`,
    async plant({ bus }, text) {
      const receiver = bus.createReceiver('privacy-events', 'licence-system');
      await tell(bus, { body: 'to be refused' });
      const [message] = await receiver.receiveMessages(1);
      if (message !== undefined) {
        await receiver.deadLetterMessage(message, {
          deadLetterReason: 'a test',
          deadLetterErrorDescription: text,
        });
      }
      await receiver.close();
    },
  },
  'the body of a message': {
    where: `${untaken}: body`,
    plant: ({ bus }, text) => tell(bus, { body: { text } }),
  },
  'a property of a message': {
    where: `${untaken}: properties`,
    plant: ({ bus }, text) => tell(bus, { body: '', applicationProperties: { text } }),
  },
  'the id of a message': {
    where: `${untaken}: properties`,
    plant: ({ bus }, text) => tell(bus, { body: '', messageId: text }),
  },
  'a mail that waits': {
    where: 'mail-later: body',
    async plant({ bus, stack }, text) {
      const at = new Date(Date.parse(stack.clock.now()) + 3_600_000);
      await bus.createSender('mail-later').scheduleMessages({ body: { to: text } }, at);
    },
  },
  'a file, as base64 in the midst of other bytes': {
    where: 'file planted.bin',
    plant: ({ folder }, text) =>
      writeFile(join(folder, 'planted.bin'), `{"data":"${Buffer.from(`a ${text}`).toString('base64')}"}`),
  },
  'the name of a file': {
    where: 'the name of a file',
    plant: ({ folder }, text) => writeFile(join(folder, text), ''),
  },
  'the log': {
    where: 'log',
    async plant({ log }, text) {
      log.push(`[functions] a fault: ${text} is not valid`);
    },
  },
  telemetry: {
    where: 'telemetry',
    plant: track,
  },
  'a request to a processor': {
    where: 'control /processors',
    async plant({ stack }, text) {
      await fetch(`${stack.addresses.zendesk.url}/api/v2/users/${text}`);
    },
  },
  'a blob': {
    where: 'blob/planted: content',
    plant: (garden, text) => upload(garden, { container: 'planted', name: 'planted', content: text }),
  },
  'the name of a blob': {
    where: 'blob/planted: name',
    plant: (garden, text) => upload(garden, { container: 'planted', name: text, content: '' }),
  },
  'the name of a package': {
    where: 'blob/packages: name',
    plant: (garden, text) => upload(garden, { container: 'packages', name: text, content: '' }),
  },
  'a mail to the canary itself': {
    where: 'mailbox',
    async plant({ stack }, text) {
      const mail = { from: 'privacy@contracting.example', to: corrected.email, subject: 'a test', text };
      await createTransport(stack.addresses.smtp).sendMail(mail);
    },
  },
  'a mail': {
    where: 'mailbox',
    async plant({ stack }, text) {
      const mail = { from: 'privacy@contracting.example', to: text, subject: 'a test', text: '' };
      await createTransport(stack.addresses.smtp).sendMail(mail);
    },
  },
};

async function store({ stack }: Garden, container: string, document: object): Promise<void> {
  const client = new CosmosClient(stack.addresses.cosmos.connectionString);
  const ids = { id: crypto.randomUUID(), subjectId: crypto.randomUUID() };
  await client
    .database(cosmosNames.database)
    .container(container)
    .items.create({ ...ids, ...document });
  client.dispose();
}

async function tell(bus: ServiceBusClient, message: ServiceBusMessage): Promise<void> {
  const type = 'works.contracting.privacy.licence.issued.v1';
  const applicationProperties = { ...message.applicationProperties, type };
  await bus.createSender('privacy-events').sendMessages({ ...message, applicationProperties });
}

async function upload(
  { stack }: Garden,
  { container: at, name, content }: Readonly<Record<'container' | 'name' | 'content', string>>,
): Promise<void> {
  const service = BlobServiceClient.fromConnectionString(stack.addresses.blob.connectionString);
  const container = service.getContainerClient(at);
  await container.createIfNotExists();
  await container.getBlockBlobClient(name).upload(content, Buffer.byteLength(content));
}

/** Sends an item as the exporter of Application Insights does. */
async function track({ stack, folder }: Garden, text: string): Promise<void> {
  const ca = await readFile(join(folder, 'telemetry-certificate.pem'));
  await new Promise<void>((resolve, reject) => {
    const url = `${stack.addresses.telemetry.url}/v2.1/track`;
    const sending = request(url, { method: 'POST', ca }, (response) => {
      response.resume().on('end', () => resolve());
    });
    sending.on('error', reject);
    sending.end(JSON.stringify([{ name: 'a test', data: { text } }]));
  });
}
