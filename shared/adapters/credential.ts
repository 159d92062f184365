import { DefaultAzureCredential } from '@azure/identity';
import type { Settings } from './settings.ts';

const credentials = new Map<string | undefined, DefaultAzureCredential>();

/**
 * The identity the pipeline runs as: the user-assigned one that the settings name, else the only one there is. One
 * for all, since each keeps the tokens it was given.
 */
export function credentialOf({ identityClientId }: Settings): DefaultAzureCredential {
  const known = credentials.get(identityClientId);
  if (known !== undefined) return known;
  const credential = new DefaultAzureCredential(
    identityClientId === undefined ? {} : { managedIdentityClientId: identityClientId },
  );
  credentials.set(identityClientId, credential);
  return credential;
}

/** A bearer token of that identity for a service. */
export async function tokenFor(settings: Settings, scope: string): Promise<string> {
  const { token } = await credentialOf(settings).getToken(scope);
  return token;
}
