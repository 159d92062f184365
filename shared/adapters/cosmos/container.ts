import { type Container, CosmosClient } from '@azure/cosmos';
import { DefaultAzureCredential } from '@azure/identity';
import names from '../../../infra/cosmos.json' with { type: 'json' };
import type { Settings } from '../settings.ts';

export type Containers = Readonly<Record<keyof typeof names.containers, Container>>;

/** The containers of the pipeline's database, reached by key on one machine and by identity on Azure. */
export function openContainers({ cosmos, identityClientId }: Settings): Containers {
  const database = createClient(cosmos, identityClientId).database(names.database);
  return {
    subjects: database.container('subjects'),
    identifiers: database.container('identifiers'),
    'cookie-choices': database.container('cookie-choices'),
    leases: database.container('leases'),
  };
}

function createClient(cosmos: Settings['cosmos'], clientId: string | undefined): CosmosClient {
  if ('connectionString' in cosmos) return new CosmosClient(cosmos.connectionString);
  const aadCredentials = new DefaultAzureCredential(
    clientId === undefined ? {} : { managedIdentityClientId: clientId },
  );
  return new CosmosClient({ endpoint: cosmos.endpoint, aadCredentials });
}
