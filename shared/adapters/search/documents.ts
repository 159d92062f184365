import { type Container, CosmosClient, type Resource } from '@azure/cosmos';
import cosmos from '../../../infra/cosmos.json' with { type: 'json' };
import type { StoredText } from '../../ports.ts';
import { credentialOf } from '../credential.ts';
import type { Settings } from '../settings.ts';
import { textsOf } from './place-unreadable.ts';

const pageSize = 200;

const containers = Object.keys(cosmos.containers);

/** A place for each container of the database, the change feed's leases among them. */
export const documentPlaces: readonly string[] = containers.map(placeOf);

/** Every document of the database, as JSON. */
export async function* documents(settings: Settings): AsyncGenerator<StoredText> {
  const client = clientOf(settings);
  try {
    const database = client.database(cosmos.database);
    for (const name of containers) {
      const place = placeOf(name);
      yield* textsOf(place, () => documentsIn(database.container(name), place));
    }
  } finally {
    client.dispose();
  }
}

async function* documentsIn(container: Container, place: string): AsyncGenerator<StoredText> {
  const pages = container.items.readAll<Resource>({ maxItemCount: pageSize });
  while (pages.hasMoreResults()) {
    const { resources } = await pages.fetchNext();
    for (const document of resources) {
      const since = new Date(document._ts * 1000).toISOString();
      yield { place, text: JSON.stringify(document), since };
    }
  }
}

function placeOf(container: string): string {
  return `cosmos/${container}`;
}

function clientOf(settings: Settings): CosmosClient {
  const { cosmos: account } = settings;
  if ('connectionString' in account) return new CosmosClient(account.connectionString);
  return new CosmosClient({ endpoint: account.endpoint, aadCredentials: credentialOf(settings) });
}
