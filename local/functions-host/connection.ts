import type { TokenCredential } from '@azure/identity';
import type { Settings } from './settings.ts';

/**
 * What a binding's `connection` names: a setting with a connection string, or a group of settings
 * `<name>__<property>` for an identity
 * (https://learn.microsoft.com/azure/azure-functions/functions-reference#configure-an-identity-based-connection).
 */
export type Connection =
  | { readonly kind: 'connectionString'; readonly connectionString: string }
  | { readonly kind: 'identity'; readonly endpoint: string; readonly credential: TokenCredential };

export type IdentityProperty = 'accountEndpoint' | 'fullyQualifiedNamespace';

export async function resolveConnection(
  name: string,
  identityProperty: IdentityProperty,
  settings: Settings,
): Promise<Connection> {
  const connectionString = settings[name];
  if (connectionString !== undefined && connectionString !== '') {
    return { kind: 'connectionString', connectionString };
  }
  const endpoint = settings[`${name}__${identityProperty}`];
  if (endpoint === undefined || endpoint === '') {
    throw new Error(`neither the setting ${name} nor ${name}__${identityProperty} is there`);
  }
  // Only who connects by identity pays for loading it.
  const { DefaultAzureCredential } = await import('@azure/identity');
  const clientId = settings[`${name}__clientId`];
  return {
    kind: 'identity',
    endpoint,
    credential: new DefaultAzureCredential(
      clientId === undefined ? {} : { managedIdentityClientId: clientId },
    ),
  };
}
