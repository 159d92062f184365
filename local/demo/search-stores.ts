import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { CosmosClient } from '@azure/cosmos';
import type { ServiceBusClient, ServiceBusReceivedMessage } from '@azure/service-bus';
import cosmos from '../../infra/cosmos.json' with { type: 'json' };
import serviceBus from '../../infra/service-bus.json' with { type: 'json' };
import { PROCESSORS } from '../processors/registry.ts';
import type { LocalStack } from '../stack.ts';
import { type PersonalField, personalDataIn } from './person.ts';

/** Everything that the product and its stores hold or have said, and where the person is in it. */
export interface SearchResult {
  readonly documents: number;
  readonly messages: number;
  readonly files: number;
  /** Of the files. */
  readonly bytes: number;
  readonly logLines: number;
  readonly telemetryItems: number;
  readonly found: readonly Finding[];
}

interface Finding {
  readonly kind: Thing['kind'];
  readonly where: string;
  readonly fields: readonly PersonalField[];
}

interface Stores {
  readonly stack: LocalStack;
  readonly bus: ServiceBusClient;
  /** The folder that the stack keeps everything in. */
  readonly folder: string;
  readonly log: readonly string[];
}

interface Thing {
  readonly kind:
    | 'document'
    | 'message'
    | 'file'
    /** What a processor's stand-in keeps. */
    | 'file of a processor'
    /** A file of the mailbox: what was sent to somebody. */
    | 'mail'
    | 'log line'
    | 'telemetry item';
  readonly where: string;
  readonly content: string | Buffer;
}

/**
 * Searches every Cosmos DB container, every queue, subscription and dead-letter queue, every file in the
 * stores' folder, every line the parts have printed and every telemetry item. Waits for nothing first: the
 * Functions host is restarted, and the stores rid their files at once of what was erased; Azurite does so when it starts.
 */
export async function searchStores(stores: Stores): Promise<SearchResult> {
  const { stack, bus, folder, log } = stores;
  // On its way out the Functions host sends the telemetry that it has gathered, and prints its last lines.
  await Promise.all([stack.restart('functions'), stack.parts.has('azurite') && stack.restart('azurite')]);
  await Promise.all([stack.command('cosmos', 'compact'), stack.command('service-bus', 'compact')]);
  const [documents, messages, files] = await Promise.all([
    readDocuments(stack.addresses.cosmos.connectionString),
    readMessages(bus),
    readFiles(folder),
  ]);
  const telemetry = stack.telemetry.items();
  const things: readonly Thing[] = [
    ...documents,
    ...messages,
    ...files,
    ...log.map((content): Thing => ({ kind: 'log line', where: 'what the parts print', content })),
    ...telemetry.map(
      (item): Thing => ({ kind: 'telemetry item', where: 'telemetry', content: JSON.stringify(item) }),
    ),
  ];
  return {
    documents: documents.length,
    messages: messages.length,
    files: files.length,
    bytes: files.reduce((sum, { content }) => sum + content.length, 0),
    logLines: log.length,
    telemetryItems: telemetry.length,
    found: things.flatMap(({ kind, where, content }) => {
      const fields = personalDataIn(content);
      return fields.length === 0 ? [] : [{ kind, where, fields }];
    }),
  };
}

async function readDocuments(connectionString: string): Promise<Thing[]> {
  const client = new CosmosClient(connectionString);
  try {
    const database = client.database(cosmos.database);
    const { resources: containers } = await database.containers.readAll().fetchAll();
    const contents = await Promise.all(
      containers.map(async ({ id }) => {
        const { resources } = await database.container(id).items.readAll().fetchAll();
        return resources.map(
          (document): Thing => ({ kind: 'document', where: id, content: JSON.stringify(document) }),
        );
      }),
    );
    return contents.flat();
  } finally {
    client.dispose();
  }
}

/** Peeks, so that nothing is taken from anybody. */
async function readMessages(bus: ServiceBusClient): Promise<Thing[]> {
  const contents = await Promise.all(
    receivables().map(async ([where, ...address]) => {
      const things: Thing[] = [];
      for (const subQueue of [{}, { subQueueType: 'deadLetter' }] as const) {
        const [entity, subscription] = address;
        const receiver =
          subscription === undefined
            ? bus.createReceiver(entity, subQueue)
            : bus.createReceiver(entity, subscription, subQueue);
        for (let page = await receiver.peekMessages(PAGE); page.length > 0; ) {
          things.push(
            ...page.map((message): Thing => ({ kind: 'message', where, content: textOf(message) })),
          );
          page = await receiver.peekMessages(PAGE);
        }
        await receiver.close();
      }
      return things;
    }),
  );
  return contents.flat();
}

const PAGE = 250;

function textOf({ body, ...properties }: ServiceBusReceivedMessage): string {
  const content: unknown = Buffer.isBuffer(body) ? body.toString('latin1') : body;
  return JSON.stringify({ ...properties, body: content }, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

function receivables(): (readonly [where: string, entity: string, subscription?: string])[] {
  return serviceBus.UserConfig.Namespaces.flatMap(({ Queues, Topics }) => [
    ...Queues.map(({ Name }) => [Name, Name] as const),
    ...Topics.flatMap(({ Name, Subscriptions }) =>
      Subscriptions.map((subscription) => [subscription.Name, Name, subscription.Name] as const),
    ),
  ]);
}

async function readFiles(folder: string): Promise<Thing[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ parentPath, name }): Promise<Thing> => {
        const path = join(parentPath, name);
        const where = relative(folder, path);
        return { kind: kindOfFile(where), where, content: await readFile(path) };
      }),
  );
}

function kindOfFile(path: string): 'file' | 'file of a processor' | 'mail' {
  if (path.startsWith(`mailbox${sep}`)) return 'mail';
  return PROCESSOR_FILES.has(path) ? 'file of a processor' : 'file';
}

const PROCESSOR_FILES: ReadonlySet<string> = new Set(Object.keys(PROCESSORS).map((id) => `${id}.json`));
