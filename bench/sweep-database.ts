import { type Containers, openContainers } from '../shared/adapters/cosmos/container.ts';
import { createLinks } from '../shared/adapters/links.ts';
import { readSettings } from '../shared/adapters/settings.ts';
import { createStores } from '../shared/adapters/stores.ts';
import type { Connector, World } from '../shared/ports.ts';
import { startTemporaryStack } from './temporary-stack.ts';

/** Use cases of the product in this process, over the SDK, against a Cosmos DB endpoint that is a process of its own. */
export interface SweepDatabase extends AsyncDisposable {
  /** Where nothing but the stores can be reached: a sweep needs no more. */
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
  const stores = createStores(settings, containers);
  return {
    world: {
      ...stores,
      events: { publish: unreachable },
      licenceQueue: { again: unreachable, reject: unreachable },
      mailQueue: { again: unreachable },
      mailer: { send: unreachable },
      links: createLinks({ publicOrigin: settings.publicOrigin, keys: stores.keys }),
      connectors: { 'azure-monitor': connector, zendesk: connector, teamviewer: connector, goto: connector },
      search: { places: [], texts: () => ReadableStream.from([]) },
      packages: {
        write: unreachable,
        read: unreachable,
        remove: unreachable,
        removeBefore: unreachable,
      },
      packagePages: { html: () => ReadableStream.from([]) },
      deadLetters: { list: unreachable, redrive: unreachable, discard: unreachable },
      telemetry: { event: () => undefined, count: () => undefined, gauge: () => undefined },
    },
    containers,
    requests: async () => Number(await stack.command('cosmos', 'requests')),
    async compact() {
      await stack.command('cosmos', 'compact');
    },
    [Symbol.asyncDispose]: () => temporary[Symbol.asyncDispose](),
  };
}

const unreachable = () => Promise.reject(new Error('a sweep needs the stores and nothing else'));

const connector: Connector = {
  erase: unreachable,
  rectify: unreachable,
  withdraw: unreachable,
  verify: unreachable,
};
