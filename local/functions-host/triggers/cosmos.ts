import { type Container, CosmosClient } from '@azure/cosmos';
import { type Connection, resolveConnection } from '../connection.ts';
import type { HostedFunction } from '../hosted-function.ts';
import { type Invoke, toError } from '../invocation.ts';
import type { LogSink } from '../log.ts';
import { waited } from '../retry.ts';
import type { Settings } from '../settings.ts';
import type { CosmosTrigger } from '../trigger.ts';
import { readFeed } from './cosmos-feed.ts';
import { LeaseWatch } from './cosmos-lease.ts';
import type { RunningTrigger } from './running-trigger.ts';

export interface CosmosOptions {
  readonly fn: HostedFunction<CosmosTrigger>;
  readonly invoke: Invoke;
  readonly log: LogSink;
  readonly settings: Settings;
}

/** Resolves the connections, and gives back how to start the trigger; `owner` is who holds its leases. */
export async function prepareCosmos(options: CosmosOptions): Promise<(owner: string) => RunningTrigger> {
  const { trigger } = options.fn;
  const monitored = await resolveConnection(trigger.connection, 'accountEndpoint', options.settings);
  const leases = await resolveConnection(trigger.lease.connection, 'accountEndpoint', options.settings);
  return (owner) => {
    const stopping = new AbortController();
    const clients = { monitored: createClient(monitored), leases: createClient(leases) };
    const reading = read({ ...options, owner }, clients, stopping.signal);
    return {
      stop: async () => {
        stopping.abort();
        await reading;
        clients.monitored.dispose();
        clients.leases.dispose();
      },
    };
  };
}

/** Azure would divide the changes between two such functions; neither would see all. */
export function refuseSharedLeases(functions: readonly HostedFunction<CosmosTrigger>[]): void {
  const seen = new Map<string, string>();
  for (const { name, trigger } of functions) {
    const { connection, database, container, lease } = trigger;
    const key = JSON.stringify([connection, database, container, lease]);
    const other = seen.get(key);
    if (other !== undefined) {
      throw new Error(
        `functions "${other}" and "${name}" would share leases, and each see a part of the changes: give them different values of leaseContainerPrefix`,
      );
    }
    seen.set(key, name);
  }
}

interface Clients {
  readonly monitored: CosmosClient;
  readonly leases: CosmosClient;
}

interface OwnerOptions extends CosmosOptions {
  readonly owner: string;
}

const OUTAGE_WAIT_MS = 1_000;

async function read(options: OwnerOptions, clients: Clients, stopping: AbortSignal): Promise<void> {
  const { fn, log } = options;
  let failing = false;
  while (!stopping.aborted) {
    try {
      const readers = await openFeeds(options, clients, stopping);
      await Promise.all(readers.map(readFeed));
      return;
    } catch (error) {
      if (!failing) {
        const message = `${fn.name}: the change feed cannot be opened yet: ${toError(error).message}`;
        log.write({ level: 'warning', category: 'Host.CosmosDB', message });
      }
      failing = true;
      await waited(OUTAGE_WAIT_MS, stopping);
    }
  }
}

async function openFeeds({ fn, invoke, log, owner }: OwnerOptions, clients: Clients, stopping: AbortSignal) {
  const { database, container: name, lease, expirationInterval } = fn.trigger;
  const monitored = clients.monitored.database(database).container(name);
  const leases = await leaseContainer(clients.leases, lease);
  // A container that is deleted and created again begins a new feed, and its resource id tells.
  const rid = (await monitored.read()).resource?.['_rid'];
  const ranges = await monitored.getFeedRanges();
  return ranges.map((range) => {
    const id = `${lease.prefix}${rid}..${range.minInclusive}-${range.maxExclusive}`.replaceAll(
      /[/\\?#]/g,
      '_',
    );
    const watch = new LeaseWatch({ container: leases, id, owner, expirationInterval });
    return { fn, invoke, log, monitored, range, watch, stopping };
  });
}

async function leaseContainer(client: CosmosClient, lease: CosmosTrigger['lease']): Promise<Container> {
  const { containers } = client.database(lease.database);
  if (!lease.createIfMissing) return client.database(lease.database).container(lease.container);
  const { container } = await containers.createIfNotExists({
    id: lease.container,
    partitionKey: { paths: ['/id'] },
  });
  return container;
}

function createClient(connection: Connection): CosmosClient {
  return connection.kind === 'connectionString'
    ? new CosmosClient(connection.connectionString)
    : new CosmosClient({ endpoint: connection.endpoint, aadCredentials: connection.credential });
}
