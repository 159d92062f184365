import type { TokenCredential } from '@azure/identity';
import type { Settings } from './settings.ts';

const credentials = new Map<string | undefined, TokenCredential>();

/**
 * The identity the pipeline runs as: the user-assigned one that the settings name, else the only one there is. One
 * for all, since each keeps the tokens it was given.
 */
export function credentialOf({ identityClientId }: Pick<Settings, 'identityClientId'>): TokenCredential {
  const known = credentials.get(identityClientId);
  if (known !== undefined) return known;
  const credential = loadedLater(identityClientId);
  credentials.set(identityClientId, credential);
  return credential;
}

/** The library of identities is large: it is loaded with the first token that is asked for. */
function loadedLater(identityClientId: string | undefined): TokenCredential {
  let loaded: Promise<TokenCredential> | undefined;
  return {
    async getToken(scopes, options) {
      loaded ??= load(identityClientId);
      return (await loaded).getToken(scopes, options);
    },
  };
}

async function load(identityClientId: string | undefined): Promise<TokenCredential> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential(
    identityClientId === undefined ? {} : { managedIdentityClientId: identityClientId },
  );
}

/** A bearer token of that identity for a service. */
export async function tokenFor(settings: Settings, scope: string): Promise<string> {
  const answer = await credentialOf(settings).getToken(scope);
  if (answer === null) throw new Error(`the identity has no token for ${scope}`);
  return answer.token;
}
