import type { ContainerRequest } from '@azure/cosmos';
import schema from '../infra/cosmos.json' with { type: 'json' };
import { readLocalSettings } from './local-settings.ts';

/**
 * Creates the database and the containers of infra/cosmos.json where they are absent, and leaves alone those
 * that are there. Works against any Cosmos DB endpoint that takes a key: the local one, Microsoft's emulator.
 */
export async function provision(connectionString: string): Promise<void> {
  // The SDK takes half a second to load, in which the endpoint can start.
  const { CosmosClient } = await import('@azure/cosmos');
  const client = new CosmosClient(connectionString);
  try {
    const { database } = await client.databases.createIfNotExists({ id: schema.database });
    await Promise.all(containers().map((container) => database.containers.createIfNotExists(container)));
  } finally {
    client.dispose();
  }
}

function containers(): ContainerRequest[] {
  const definitions: Readonly<Record<string, object>> = schema.containers;
  return Object.entries(definitions).map(([id, definition]) => ({ id, ...definition }));
}

// `node local/provision.ts` alone: for the endpoint in the environment, else the one in local.settings.json.
if (import.meta.main) {
  await provision(process.env['Cosmos'] ?? readLocalSettings()['Cosmos'] ?? '');
  console.log(`${schema.database} has its containers: ${Object.keys(schema.containers).join(', ')}`);
}
