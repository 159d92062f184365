import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { type Container, type ContainerRequest, CosmosClient } from '@azure/cosmos';
import { OffsetClock } from '../../local/clock.ts';
import { EMULATOR_KEY } from '../../local/cosmos/authorization.ts';
import { type CosmosPart, startCosmos } from '../../local/cosmos/start-cosmos.ts';

/**
 * What the Cosmos DB contract suite runs against: the embedded endpoint, or with CONTRACT_COSMOS (a connection
 * string) whatever answers there, Azure or Microsoft's emulator.
 */
export interface CosmosTarget {
  readonly client: CosmosClient;
  readonly endpoint: string;
  readonly key: string;
  /** A new container in the target's own database. */
  container(definition?: Partial<ContainerRequest>): Promise<Container>;
  close(): Promise<void>;
}

export interface EmbeddedCosmos extends CosmosTarget {
  readonly clock: OffsetClock;
  readonly part: CosmosPart;
}

export async function cosmosTarget(): Promise<CosmosTarget> {
  const connectionString = process.env.CONTRACT_COSMOS;
  if (connectionString === undefined) return embeddedCosmos();
  const settings = new Map(connectionString.split(';').map((pair) => splitOnce(pair, '=')));
  const [endpoint, key] = [settings.get('AccountEndpoint'), settings.get('AccountKey')];
  if (endpoint === undefined || key === undefined) {
    throw new Error('CONTRACT_COSMOS expects AccountEndpoint=…;AccountKey=…');
  }
  return target(endpoint, key, async () => {});
}

/** The embedded endpoint, for what only it can be asked: another time, a failure, a restart. */
export async function embeddedCosmos(
  options: { readonly data?: string; readonly port?: number } = {},
): Promise<EmbeddedCosmos> {
  const clock = new OffsetClock();
  const port = options.port ?? (await freePort());
  const part = await startCosmos({ port, data: options.data ?? 'ephemeral', clock });
  return { ...target(`http://127.0.0.1:${port}`, EMULATOR_KEY, () => part.close()), clock, part };
}

export function cosmosClient(endpoint: string, key = EMULATOR_KEY): CosmosClient {
  return new CosmosClient({ endpoint, key });
}

function target(endpoint: string, key: string, stop: () => Promise<void>): CosmosTarget {
  const client = cosmosClient(endpoint, key);
  const databaseId = `contract-${randomUUID()}`;
  return {
    client,
    endpoint,
    key,
    async container(definition = {}) {
      const { database } = await client.databases.createIfNotExists({ id: databaseId });
      const request = { id: `items-${randomUUID()}`, partitionKey: { paths: ['/group'] }, ...definition };
      return (await database.containers.create(request)).container;
    },
    async close() {
      await client.database(databaseId).delete();
      client.dispose();
      await stop();
    },
  };
}

/** A signed request as the REST API describes it, for what the SDK would not send. */
export async function signedFetch(
  { endpoint, key }: Pick<CosmosTarget, 'endpoint' | 'key'>,
  request: {
    readonly verb: string;
    readonly path: string;
    readonly resourceType: string;
    readonly link: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
  },
): Promise<Response> {
  const date = new Date().toUTCString();
  const signed = `${request.verb.toLowerCase()}\n${request.resourceType}\n${request.link}\n${date.toLowerCase()}\n\n`;
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(signed).digest('base64');
  return fetch(new URL(request.path, endpoint), {
    method: request.verb,
    headers: {
      authorization: encodeURIComponent(`type=master&ver=1.0&sig=${signature}`),
      'x-ms-date': date,
      'x-ms-version': '2020-07-15',
      ...request.headers,
    },
    ...(request.body === undefined ? {} : { body: request.body }),
  });
}

/** The status with which a call fails; a call that succeeds fails the test. */
export async function failure(
  call: Promise<unknown>,
): Promise<{ readonly code: unknown; readonly message: string }> {
  try {
    await call;
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    return { code, message };
  }
  throw new Error('the call was expected to fail');
}

/** Below the range from which clients' own ports are taken. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return [text.slice(0, at), text.slice(at + 1)];
}
