import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import {
  ServiceBusClient,
  type ServiceBusReceivedMessage,
  type ServiceBusReceiver,
} from '@azure/service-bus';
import { BlobServiceClient } from '@azure/storage-blob';
import cosmosNames from '../../../infra/cosmos.json' with { type: 'json' };
import serviceBus from '../../../infra/service-bus.json' with { type: 'json' };
import type { MailMessage } from '../../../local/mailbox/message.ts';
import type { LocalStack } from '../../../local/stack.ts';
import { findNeedles } from './needles.ts';

/** Something that is kept or told, and where. */
export interface Place {
  readonly where: string;
  readonly content: string | Buffer;
}

/** A document as Cosmos DB gives it. */
export interface StoredDocument {
  readonly id: string;
  readonly kind?: string;
  readonly [field: string]: unknown;
}

/** The fields in which a marked document may hold a person's data. */
const personalFields: Readonly<Record<string, readonly string[]>> = {
  registration: ['name', 'company', 'email', 'phone'],
  licence: ['issued'],
  consent: ['contact'],
  hold: ['reason', 'authority'],
  erasure: ['dossier', 'tell'],
  rectification: ['dossier'],
  withdrawal: ['dossier'],
  request: ['contact', 'mailTo', 'corrections'],
};

/** Every document of every container, by container. */
export async function readDocuments(
  stack: LocalStack,
): Promise<readonly { container: string; document: StoredDocument }[]> {
  const client = new CosmosClient(stack.addresses.cosmos.connectionString);
  const database = client.database(cosmosNames.database);
  const lists = await Promise.all(
    Object.keys(cosmosNames.containers).map(async (container) => {
      const { resources } = await database.container(container).items.readAll<StoredDocument>().fetchAll();
      return resources.map((document) => ({ container, document }));
    }),
  );
  client.dispose();
  return lists.flat();
}

/**
 * Documents that are marked as a person's, as far as they hold the person's data, and the copies that people were given
 * of theirs.
 */
export async function markedPlaces(stack: LocalStack): Promise<Place[]> {
  const [documents, blobs] = await Promise.all([readDocuments(stack), blobPlaces(stack)]);
  const fields = documents.flatMap(({ container, document }) =>
    fieldsFor(container, document).map((field) => ({
      where: `${container}: ${document.kind}`,
      content: JSON.stringify(document[field] ?? null),
    })),
  );
  const copies = blobs.filter(({ where }) => where === packages);
  return [...fields, ...copies.map(({ content }) => ({ where: 'blob: package', content }))];
}

/** What is in the blobs of that container; their names and metadata are no person's. */
const packages = 'blob/packages: content';

/** All documents, without what marked ones hold of the person: ids, keys and every other field. */
async function unmarkedPlaces(stack: LocalStack): Promise<Place[]> {
  return (await readDocuments(stack)).map(({ container, document }) => {
    const personal = fieldsFor(container, document);
    const rest = Object.entries(document).filter(([field]) => !personal.includes(field));
    return {
      where: `${container}: ${document.kind ?? 'document'}`,
      content: JSON.stringify(Object.fromEntries(rest)),
    };
  });
}

function fieldsFor(container: string, { kind = '' }: StoredDocument): readonly string[] {
  return container === 'subjects' ? (personalFields[kind] ?? []) : [];
}

const [namespace] = serviceBus.UserConfig.Namespaces;
const queues = namespace?.Queues.map(({ Name }) => Name) ?? [];
const subscriptions =
  namespace?.Topics.flatMap(({ Name: topic, Subscriptions }) =>
    Subscriptions.map(({ Name: subscription }) => ({ topic, subscription })),
  ) ?? [];

/** Every message of every queue, subscription and dead-letter queue, by peeking. */
export async function messagePlaces(stack: LocalStack): Promise<Place[]> {
  const client = new ServiceBusClient(stack.addresses.serviceBus.connectionString);
  const options = { skipParsingBodyAsJson: true } as const;
  const dead = { ...options, subQueueType: 'deadLetter' } as const;
  const receivers = [
    ...queues.flatMap((queue) => [
      client.createReceiver(queue, { ...options }),
      client.createReceiver(queue, { ...dead }),
    ]),
    ...subscriptions.flatMap(({ topic, subscription }) => [
      client.createReceiver(topic, subscription, { ...options }),
      client.createReceiver(topic, subscription, { ...dead }),
    ]),
  ];
  const lists = await Promise.all(
    receivers.map(async (receiver) =>
      (await peekAll(receiver)).flatMap((message) => partsOf(receiver.entityPath, message)),
    ),
  );
  await client.close();
  return lists.flat();
}

async function peekAll(receiver: ServiceBusReceiver): Promise<ServiceBusReceivedMessage[]> {
  const all: ServiceBusReceivedMessage[] = [];
  for (;;) {
    const last = all.at(-1)?.sequenceNumber;
    const more = await receiver.peekMessages(250, last ? { fromSequenceNumber: last.add(1) } : {});
    if (more.length === 0) return all;
    all.push(...more);
  }
}

function partsOf(entity: string, message: ServiceBusReceivedMessage): Place[] {
  const { body, _rawAmqpMessage: amqp, ...properties } = message;
  const { body: _, bodyType: __, ...sections } = amqp;
  return [
    { where: `${entity}: body`, content: asContent(body) },
    { where: `${entity}: properties`, content: JSON.stringify([properties, sections]) },
  ];
}

function asContent(body: unknown): string | Buffer {
  if (Buffer.isBuffer(body) || typeof body === 'string') return body;
  return JSON.stringify(body) ?? '';
}

/** Every file below the folder, and its name. */
export async function filePlaces(folder: string, except: readonly string[] = []): Promise<Place[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => !except.some((part) => file === part || file.startsWith(`${part}/`)));
  const names = files.map((file) => ({ where: 'the name of a file', content: file }));
  const contents = files.map(async (file) => ({
    where: `file ${file}`,
    content: await readFile(join(folder, file)),
  }));
  return [...names, ...(await Promise.all(contents))];
}

const controlPaths = ['/functions', '/processors', '/clock', '/telemetry', '/'] as const;

async function controlPlaces(stack: LocalStack): Promise<Place[]> {
  return Promise.all(
    controlPaths.map(async (path) => {
      const response = await fetch(`${stack.addresses.control.url}${path}`);
      return { where: `control ${path}`, content: await response.text() };
    }),
  );
}

/** Every blob: its name, its metadata and what is in it. */
async function blobPlaces(stack: LocalStack): Promise<Place[]> {
  const service = BlobServiceClient.fromConnectionString(stack.addresses.blob.connectionString);
  const places: Place[] = [];
  for await (const { name: container } of service.listContainers()) {
    const client = service.getContainerClient(container);
    for await (const { name, metadata } of client.listBlobsFlat({ includeMetadata: true })) {
      places.push({ where: `blob/${container}: name`, content: name });
      places.push({ where: `blob/${container}: metadata`, content: JSON.stringify(metadata ?? {}) });
      const content = await client.getBlobClient(name).downloadToBuffer();
      places.push({ where: `blob/${container}: content`, content });
    }
  }
  return places;
}

/** A mail to the person tells its address to the mail server, and nothing of the person beside that. */
function mailPlace({ to, headers, ...rest }: MailMessage): Place {
  const isHers = findNeedles(to).length > 0;
  const shown = isHers
    ? Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'to'))
    : headers;
  const envelope = isHers ? {} : { to };
  return { where: 'mailbox', content: JSON.stringify({ ...rest, ...envelope, headers: shown }) };
}

/** Everything that may not hold a person's data, but the files. */
export async function publicPlaces(stack: LocalStack, log: readonly string[]): Promise<Place[]> {
  const lists = await Promise.all([
    unmarkedPlaces(stack),
    messagePlaces(stack),
    controlPlaces(stack),
    blobPlaces(stack),
  ]);
  return [
    ...lists.flat().filter(({ where }) => where !== packages),
    ...log.map((line) => ({ where: 'log', content: line })),
    ...stack.telemetry.items().map((item) => ({ where: 'telemetry', content: JSON.stringify(item) })),
    ...stack.mailbox.messages().map(mailPlace),
  ];
}

interface MessageCounts {
  readonly active: number;
  readonly deferred: number;
  readonly scheduled: number;
  readonly deadLetter: number;
}

/** How many messages each queue and subscription holds, by its address. */
export async function messageCounts(stack: LocalStack): Promise<Readonly<Record<string, MessageCounts>>> {
  return (await stack.command('service-bus', 'counts')) as Record<string, MessageCounts>;
}
