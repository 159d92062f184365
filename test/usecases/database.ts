import { addressesOf } from '../../local/addresses.ts';
import { OffsetClock } from '../../local/clock.ts';
import { startCosmos } from '../../local/cosmos/start-cosmos.ts';
import { freePorts } from '../../local/ports.ts';
import { provision } from '../../local/provision.ts';
import { openContainers } from '../../shared/adapters/cosmos/container.ts';
import { readSettings } from '../../shared/adapters/settings.ts';
import { createStores } from '../../shared/adapters/stores.ts';
import type { World } from '../../shared/ports.ts';

/** Use cases over the real SDK and the embedded Cosmos DB endpoint, without a host and its change feed. */
export interface Database {
  readonly world: World;
  /** Data-plane requests answered while `work` ran. */
  requests(work: () => Promise<unknown>): Promise<number>;
  stop(): Promise<void>;
}

export async function startDatabase(): Promise<Database> {
  const { cosmos: port } = await freePorts();
  const part = await startCosmos({ port, data: 'ephemeral', clock: new OffsetClock() });
  const { connectionString } = addressesOf({ ...(await freePorts()), cosmos: port }).cosmos;
  await provision(connectionString);
  const settings = readSettings({
    Cosmos: connectionString,
    ServiceBus: 'not used',
    IDENTIFIER_PEPPERS: `1=${Buffer.alloc(32, 1).toString('base64')}`,
  });
  const containers = openContainers(settings);
  const unused = () => Promise.reject(new Error('there is no broker here'));
  return {
    world: {
      ...createStores(settings, containers),
      events: { publish: unused },
      licenceQueue: { again: unused, reject: unused },
      telemetry: { count: () => undefined },
    },
    async requests(work) {
      const answered = () => part.commands.requests();
      const before = answered();
      await work();
      return answered() - before;
    },
    stop: () => part.close(),
  };
}
