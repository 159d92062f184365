import { type Container, CosmosClient } from '@azure/cosmos';
import names from '../../../infra/cosmos.json' with { type: 'json' };
import { credentialOf } from '../credential.ts';
import type { Settings } from '../settings.ts';

export type Containers = Readonly<Record<'subjects' | 'identifiers' | 'cookie-choices', Container>>;

/** The containers of the pipeline's database, reached by key on one machine and by identity on Azure. */
export function openContainers(settings: Settings): Containers {
  const database = createClient(settings).database(names.database);
  return {
    subjects: database.container('subjects'),
    identifiers: database.container('identifiers'),
    'cookie-choices': database.container('cookie-choices'),
  };
}

/** With the account's default consistency, Session: who wrote a head reads no older one afterwards. */
function createClient(settings: Settings): CosmosClient {
  const { cosmos } = settings;
  if ('connectionString' in cosmos) return new CosmosClient(cosmos.connectionString);
  return new CosmosClient({ endpoint: cosmos.endpoint, aadCredentials: credentialOf(settings) });
}
