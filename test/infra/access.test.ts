import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject, valueAt } from '../../local/cosmos/json.ts';
import { listOf, objectOf } from './arm/functions.ts';
import { asText, type Deployed, deployed, environments, prodWith, textsIn } from './template.ts';

/** What has to be said of every resource of a type; undefined would leave it to Azure's default of the year. */
const required: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  'Microsoft.DocumentDB/databaseAccounts': {
    disableLocalAuth: true,
    disableKeyBasedMetadataWriteAccess: true,
    minimalTlsVersion: 'Tls12',
    networkAclBypass: 'None',
  },
  'Microsoft.Insights/components': { DisableLocalAuth: true, DisableIpMasking: false },
  'Microsoft.KeyVault/vaults': {
    enableRbacAuthorization: true,
    enableSoftDelete: true,
    enablePurgeProtection: true,
    enabledForDeployment: false,
    enabledForDiskEncryption: false,
    enabledForTemplateDeployment: false,
    'networkAcls.bypass': 'None',
  },
  'Microsoft.KeyVault/vaults/keys': { 'attributes.exportable': false },
  'Microsoft.OperationalInsights/workspaces': { 'features.disableLocalAuth': true },
  'Microsoft.ServiceBus/namespaces': { disableLocalAuth: true, minimumTlsVersion: '1.2' },
  'Microsoft.Storage/storageAccounts': {
    allowBlobPublicAccess: false,
    allowCrossTenantReplication: false,
    allowSharedKeyAccess: false,
    defaultToOAuthAuthentication: true,
    isLocalUserEnabled: false,
    minimumTlsVersion: 'TLS1_2',
    supportsHttpsTrafficOnly: true,
    'networkAcls.bypass': 'None',
  },
  // What is erased is gone: people's packages lie here.
  'Microsoft.Storage/storageAccounts/blobServices': {
    'deleteRetentionPolicy.enabled': false,
    'containerDeleteRetentionPolicy.enabled': false,
    'changeFeed.enabled': false,
    'restorePolicy.enabled': false,
    isVersioningEnabled: false,
  },
  'Microsoft.Storage/storageAccounts/blobServices/containers': { publicAccess: 'None' },
  'Microsoft.Web/sites': {
    httpsOnly: true,
    'siteConfig.minTlsVersion': '1.2',
    'siteConfig.scmMinTlsVersion': '1.2',
    'siteConfig.ftpsState': 'Disabled',
    'siteConfig.remoteDebuggingEnabled': false,
    'siteConfig.cors': { allowedOrigins: [] },
  },
  'Microsoft.Web/sites/basicPublishingCredentialsPolicies': { allow: false },
};

/** What keeps nothing, or is reached by way of what stands above. */
const withoutDoors = new Set([
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Consumption/budgets',
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases',
  'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers',
  'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments',
  'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions',
  'Microsoft.Insights/actionGroups',
  'Microsoft.Insights/dataCollectionRules',
  'Microsoft.Insights/diagnosticSettings',
  'Microsoft.Insights/metricAlerts',
  'Microsoft.Insights/scheduledQueryRules',
  'Microsoft.Insights/webtests',
  'Microsoft.Insights/workbooks',
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  'Microsoft.Network/natGateways',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks',
  'Microsoft.Network/privateEndpoints',
  'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
  'Microsoft.Network/publicIPAddresses',
  'Microsoft.Network/virtualNetworks',
  'Microsoft.OperationalInsights/workspaces/tables',
  'Microsoft.Resources/resourceGroups',
  'Microsoft.ServiceBus/namespaces/queues',
  'Microsoft.ServiceBus/namespaces/topics',
  'Microsoft.ServiceBus/namespaces/topics/subscriptions',
  'Microsoft.ServiceBus/namespaces/topics/subscriptions/rules',
  'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies',
  'Microsoft.Web/serverfarms',
  'Microsoft.Web/sites/config',
]);

function openDoors({ resources, of }: Deployed): string[] {
  const unknown = resources
    .filter(({ type }) => required[type] === undefined && !withoutDoors.has(type))
    .map(({ path, type }) => `${path}: nothing says how a ${type} is closed`);
  const wrong = Object.entries(required).flatMap(([type, properties]) => [
    ...(of(type).length > 0 ? [] : [`there is no ${type}`]),
    ...of(type).flatMap((resource) =>
      Object.entries(properties)
        .map(([name, is]) => ({ name, is, said: valueAt(resource.properties, name.split('.')) }))
        .filter(({ is, said }) => !isDeepStrictEqual(said, is))
        .map(({ name, is, said }) => `${resource.path}: ${name} is ${written(said)}, not ${written(is)}`),
    ),
  ]);
  const ways = of('Microsoft.Web/sites/basicPublishingCredentialsPolicies').map(({ name }) => name);
  const open = ['ftp', 'scm'].filter((way) => !ways.some((name) => name.endsWith(`/${way}`)));
  return [...unknown, ...wrong, ...open.map((way) => `the app takes passwords over ${way}`)];
}

/** What is behind a private endpoint in `prod`, by the part that is reached and the zone its name resolves in. */
const privately: Readonly<Record<string, { readonly part: string; readonly zone: string }>> = {
  'Microsoft.DocumentDB/databaseAccounts': { part: 'Sql', zone: 'privatelink.documents.azure.com' },
  'Microsoft.KeyVault/vaults': { part: 'vault', zone: 'privatelink.vaultcore.azure.net' },
  'Microsoft.ServiceBus/namespaces': { part: 'namespace', zone: 'privatelink.servicebus.windows.net' },
  'Microsoft.Storage/storageAccounts': { part: 'blob', zone: 'privatelink.blob.core.windows.net' },
};

/** People and websites call the app. Telemetry goes in and out by Entra ID; closing that takes a private link scope. */
const publicly = new Set(['Microsoft.Web/sites']);

function publicPlaces({ resources, of, the }: Deployed): string[] {
  const network = the('Microsoft.Network/virtualNetworks');
  const linked = of('Microsoft.Network/privateDnsZones/virtualNetworkLinks')
    .filter(({ properties }) => valueAt(properties, ['virtualNetwork', 'id']) === network.id)
    .map(({ name }) => name.split('/')[0]);
  const endpointOf = (id: string, part: string) =>
    of('Microsoft.Network/privateEndpoints').find(({ properties }) =>
      listOf(properties['privateLinkServiceConnections']).some((connection) =>
        isDeepStrictEqual(objectOf(connection)['properties'], { privateLinkServiceId: id, groupIds: [part] }),
      ),
    );
  const isResolved = (endpoint: string, zone: string) =>
    of('Microsoft.Network/privateEndpoints/privateDnsZoneGroups').some(
      ({ name, properties }) =>
        name.startsWith(`${endpoint}/`) && textsIn(properties).some((text) => text.endsWith(`/${zone}`)),
    );
  const open = resources
    .filter(({ type, properties }) => properties['publicNetworkAccess'] === 'Enabled' && !publicly.has(type))
    .map(({ path }) => `${path}: answers the internet`);
  const unreached = Object.entries(privately).flatMap(([type, { part, zone }]) =>
    of(type).flatMap(({ path, id, properties }) => {
      const endpoint = endpointOf(id, part);
      const acls = properties['networkAcls'];
      return [
        ...(properties['publicNetworkAccess'] === undefined
          ? [`${path}: publicNetworkAccess is not said`]
          : []),
        ...(isObject(acls) && acls['defaultAction'] !== 'Deny' ? [`${path}: lets every network in`] : []),
        ...(endpoint === undefined ? [`${path}: has no private endpoint`] : []),
        ...(endpoint && !isResolved(endpoint.name, zone) ? [`${path}: its name does not resolve`] : []),
        ...(linked.includes(zone) ? [] : [`${path}: the network does not know ${zone}`]),
      ];
    }),
  );
  const subnet = the('Microsoft.Web/sites').properties['virtualNetworkSubnetId'];
  const inside = subnet === `${network.id}/subnets/functions` ? [] : ['the app is not in the network'];
  const leaks = listOf(network.properties['subnets'])
    .map(objectOf)
    .filter(({ properties }) => objectOf(properties)['defaultOutboundAccess'] !== false)
    .map(({ name }) => `the subnet ${asText(name)} leads out by itself`);
  return [...open, ...unreached, ...inside, ...leaks];
}

function written(value: Json | undefined): string {
  return value === undefined ? 'not said' : JSON.stringify(value);
}

describe.each(environments)('in %s', (environment) => {
  test('nothing opens to a key, to a password or to less than TLS 1.2', () => {
    expect(openDoors(deployed(environment))).toEqual([]);
  });
});

test('in prod the stores answer over private endpoints only', () => {
  expect(publicPlaces(deployed('prod'))).toEqual([]);
});

test('what signs staff in asks for https and keeps no token', () => {
  const signIn = deployed('prod').resources.find(({ name }) => name.endsWith('/authsettingsV2'));
  expect(signIn?.properties).toMatchObject({
    httpSettings: { requireHttps: true },
    login: { tokenStore: { enabled: false } },
  });
});

describe('it would be seen', () => {
  const redis: JsonObject = { type: 'Microsoft.Cache/redis', apiVersion: '2024-11-01', name: 'x' };

  test.each<[string, string, Json | undefined, string]>([
    [
      'Cosmos DB takes keys',
      'cosmos/account/properties/disableLocalAuth',
      false,
      'disableLocalAuth is false',
    ],
    [
      'Service Bus says nothing of keys',
      'serviceBus/namespace/properties/disableLocalAuth',
      undefined,
      'not said',
    ],
    [
      'Storage takes keys',
      'hostStorage/account/properties/allowSharedKeyAccess',
      true,
      'allowSharedKeyAccess',
    ],
    [
      'telemetry takes keys',
      'observability/applicationInsights/properties/DisableLocalAuth',
      false,
      'DisableLocal',
    ],
    [
      'TLS 1.0',
      'hostStorage/account/properties/minimumTlsVersion',
      'TLS1_0',
      'minimumTlsVersion is "TLS1_0"',
    ],
    ['http', 'functionApp/app/properties/httpsOnly', false, 'httpsOnly'],
    [
      'any site reads answers',
      'functionApp/app/properties/siteConfig/cors/allowedOrigins',
      ['*'],
      'siteConfig.cors',
    ],
    ['passwords over ftp', 'functionApp/app::ftp', undefined, 'over ftp'],
    [
      'erased blobs are kept',
      'hostStorage/account::blobs/properties/deleteRetentionPolicy/enabled',
      true,
      'deleteRet',
    ],
    [
      'the vault can be purged',
      'keyVault/vault/properties/enablePurgeProtection',
      undefined,
      'enablePurgeProtection',
    ],
    ['what nobody has thought of', 'cosmos/redis', redis, 'how a Microsoft.Cache/redis is closed'],
  ])('%s', (_, path, value, complaint) => {
    expect(openDoors(prodWith(path, value))).toEqual([expect.stringContaining(complaint)]);
  });

  test.each<[string, string, Json | undefined, string]>([
    ['a public database', 'cosmos/account/properties/publicNetworkAccess', 'Enabled', 'answers the internet'],
    ['nothing said', 'keyVault/vault/properties/publicNetworkAccess', undefined, 'is not said'],
    ['any network', 'keyVault/vault/properties/networkAcls/defaultAction', 'Allow', 'lets every network in'],
    [
      'a way out',
      'network/network/properties/subnets/1/properties/defaultOutboundAccess',
      true,
      'subnet stores leads out',
    ],
    ['an app outside', 'functionApp/app/properties/virtualNetworkSubnetId', undefined, 'not in the network'],
  ])('%s', (_, path, value, complaint) => {
    expect(publicPlaces(prodWith(path, value))).toEqual([expect.stringContaining(complaint)]);
  });

  test.each<[string, string]>([
    ['network/endpoints', 'has no private endpoint'],
    ['network/names', 'does not resolve'],
    ['network/links', 'does not know'],
  ])('no %s', (path, complaint) => {
    expect(publicPlaces(prodWith(path, undefined)).filter((line) => line.includes(complaint))).toHaveLength(
      5,
    );
  });
});
