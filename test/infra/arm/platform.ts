import type { JsonObject } from '../../../local/cosmos/json.ts';

/** Where a template is deployed to. */
export const subscriptionId = '/subscriptions/00000000-0000-4000-8000-000000000001';
export const tenantId = '00000000-0000-4000-8000-000000000002';

export const environment: JsonObject = {
  authentication: { loginEndpoint: 'https://login.microsoftonline.com/' },
  suffixes: { storage: 'core.windows.net' },
};

/** What Azure says of a resource beside what it was told, as far as a template asks. */
export const answers: Readonly<Record<string, (name: string) => JsonObject>> = {
  'Microsoft.DocumentDB/databaseAccounts': (name) => ({
    documentEndpoint: `https://${name}.documents.azure.com:443/`,
  }),
  'Microsoft.Insights/components': (name) => ({
    ConnectionString: `InstrumentationKey=00000000-0000-4000-8000-000000000003;IngestionEndpoint=https://${name}.in.applicationinsights.azure.com/`,
  }),
  'Microsoft.KeyVault/vaults': (name) => ({ vaultUri: `https://${name}.vault.azure.net/` }),
  'Microsoft.ManagedIdentity/userAssignedIdentities': (name) => ({
    clientId: `client-id-of-${name}`,
    principalId: `principal-id-of-${name}`,
  }),
  'Microsoft.Network/publicIPAddresses': () => ({ ipAddress: '192.0.2.1' }),
  'Microsoft.OperationalInsights/workspaces': (name) => ({ customerId: `customer-id-of-${name}` }),
  'Microsoft.Storage/storageAccounts': (name) => ({
    primaryEndpoints: { blob: `https://${name}.blob.core.windows.net/` },
  }),
  'Microsoft.Web/sites': (name) => ({ defaultHostName: `${name}.azurewebsites.net` }),
};
