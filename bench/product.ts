import { ServiceBusClient } from '@azure/service-bus';
import { type Containers, openContainers } from '../shared/adapters/cosmos/container.ts';
import { readSettings } from '../shared/adapters/settings.ts';
import { createStores } from '../shared/adapters/stores.ts';
import type { World } from '../shared/ports.ts';
import { mustHold } from './measurement.ts';
import { startTemporaryStack, type TemporaryStack } from './temporary-stack.ts';

/** The whole product on this machine, and what a measurement looks into it with. */
export interface Product extends TemporaryStack {
  /** Where forms are posted. */
  readonly registrationsUrl: string;
  readonly containers: Containers;
  /** Ids and keys as the product makes them, for what is loaded past it. */
  readonly world: Pick<World, 'ids' | 'keys'>;
  readonly bus: ServiceBusClient;
  /** Data-plane requests that Cosmos DB has answered so far. */
  requests(): Promise<number>;
  /** Starts a timer function now; does not wait for its end. */
  startTimer(name: string): Promise<void>;
}

export async function startProduct(): Promise<Product> {
  const temporary = await startTemporaryStack();
  const { stack } = temporary;
  const { functions, serviceBus } = stack.addresses;
  const bus = new ServiceBusClient(serviceBus.connectionString);
  const settings = readSettings(stack.settings);
  const containers = openContainers(settings);
  return {
    stack,
    registrationsUrl: `${functions.url}/api/registrations`,
    containers,
    world: createStores(settings, containers),
    bus,
    requests: async () => Number(await stack.command('cosmos', 'requests')),
    async startTimer(name) {
      const { status } = await fetch(`${functions.url}/admin/functions/${name}`, {
        method: 'POST',
        headers: { 'x-functions-key': functions.key },
        body: JSON.stringify({ input: '' }),
      });
      mustHold(`${name} is started`, status === 202);
    },
    async [Symbol.asyncDispose]() {
      await bus.close();
      await temporary[Symbol.asyncDispose]();
    },
  };
}
