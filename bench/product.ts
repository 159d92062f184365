import { ServiceBusClient } from '@azure/service-bus';
import { type Containers, openContainers } from '../shared/adapters/cosmos/container.ts';
import { readSettings } from '../shared/adapters/settings.ts';
import { startTemporaryStack, type TemporaryStack } from './temporary-stack.ts';

/** The whole product on this machine, and what a measurement looks into it with. */
export interface Product extends TemporaryStack {
  /** Where forms are posted. */
  readonly registrationsUrl: string;
  readonly containers: Containers;
  readonly bus: ServiceBusClient;
}

export async function startProduct(): Promise<Product> {
  const temporary = await startTemporaryStack();
  const { stack } = temporary;
  const { functions, serviceBus } = stack.addresses;
  const bus = new ServiceBusClient(serviceBus.connectionString);
  return {
    stack,
    registrationsUrl: `${functions.url}/api/registrations`,
    containers: openContainers(readSettings(stack.settings)),
    bus,
    async [Symbol.asyncDispose]() {
      await bus.close();
      await temporary[Symbol.asyncDispose]();
    },
  };
}
