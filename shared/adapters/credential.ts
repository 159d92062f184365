import { DefaultAzureCredential } from '@azure/identity';
import type { Settings } from './settings.ts';

/** The identity the pipeline runs as: the user-assigned one that the settings name, else the only one there is. */
export function credentialOf({ identityClientId }: Settings): DefaultAzureCredential {
  return new DefaultAzureCredential(
    identityClientId === undefined ? {} : { managedIdentityClientId: identityClientId },
  );
}

/** A bearer token of that identity for a service. */
export async function tokenFor(settings: Settings, scope: string): Promise<string> {
  const { token } = await credentialOf(settings).getToken(scope);
  return token;
}
