import { type Containers, openContainers } from '../shared/adapters/cosmos/container.ts';
import {
  createEventPublisher,
  createLicenceQueue,
  createServiceBusClient,
} from '../shared/adapters/service-bus.ts';
import { readSettings } from '../shared/adapters/settings.ts';
import { createStores } from '../shared/adapters/stores.ts';
import { createTelemetry } from '../shared/adapters/telemetry.ts';
import type { World } from '../shared/ports.ts';
import { startTemporaryStack } from './temporary-stack.ts';

/** Use cases of the product in this process, over the SDK, against a Cosmos DB endpoint that is a process of its own. */
export interface SweepDatabase extends AsyncDisposable {
  readonly world: World;
  readonly containers: Containers;
  /** Data-plane requests answered so far. */
  requests(): Promise<number>;
  /** Takes what was erased out of the endpoint's files now, instead of when it has been quiet for a while. */
  compact(): Promise<void>;
}

export async function startSweepDatabase(): Promise<SweepDatabase> {
  const temporary = await startTemporaryStack(['cosmos']);
  const { stack } = temporary;
  const settings = readSettings(stack.settings);
  const containers = openContainers(settings);
  // Nobody listens there: a client connects when it is used, and a sweep sends nothing.
  const bus = createServiceBusClient(settings);
  return {
    world: {
      ...createStores(settings, containers),
      events: createEventPublisher(bus),
      licenceQueue: createLicenceQueue(bus),
      telemetry: createTelemetry(undefined),
    },
    containers,
    requests: async () => Number(await stack.command('cosmos', 'requests')),
    async compact() {
      await stack.command('cosmos', 'compact');
    },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}
