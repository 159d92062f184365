import { isDeepStrictEqual } from 'node:util';
import type { ContainerDefinition, Database } from '@azure/cosmos';
import schema from '../infra/cosmos.json' with { type: 'json' };
import { readLocalSettings } from './local-settings.ts';

/**
 * Creates the database and the containers of infra/cosmos.json where they are absent, and gives those that are there the
 * indexes and times to live that stand there now. Works against any Cosmos DB endpoint that takes a key: the local one, Microsoft's emulator.
 */
export async function provision(connectionString: string): Promise<void> {
  // The SDK takes half a second to load, in which the endpoint can start.
  const { CosmosClient } = await import('@azure/cosmos');
  const client = new CosmosClient(connectionString);
  try {
    const { database } = await client.databases.createIfNotExists({ id: schema.database });
    await Promise.all(containers().map((definition) => provisionContainer(database, definition)));
  } finally {
    client.dispose();
  }
}

async function provisionContainer(database: Database, definition: ContainerDefinition): Promise<void> {
  const { container, resource } = await database.containers.createIfNotExists(definition);
  const there = Object.keys(definition).map((name) => [name, resource?.[name as keyof ContainerDefinition]]);
  if (!isDeepStrictEqual(Object.fromEntries(there), definition)) await container.replace(definition);
}

function containers(): ContainerDefinition[] {
  const definitions: Readonly<Record<string, object>> = schema.containers;
  return Object.entries(definitions).map(([id, definition]) => ({ id, ...definition }));
}

// `node local/provision.ts` alone: for the endpoint in the environment, else the one in local.settings.json.
if (import.meta.main) {
  await provision(process.env['Cosmos'] ?? readLocalSettings()['Cosmos'] ?? '');
  console.log(`${schema.database} has its containers: ${Object.keys(schema.containers).join(', ')}`);
}
