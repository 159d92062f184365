import { describe, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject, valueAt } from '../../local/cosmos/json.ts';
import { functions, listOf, objectOf } from './arm/functions.ts';
import {
  asText,
  compiled,
  type Deployed,
  deployed,
  environments,
  prodWith,
  templateWith,
} from './template.ts';

/**
 * How a name begins (Microsoft's Cloud Adoption Framework), and what Azure lets it be.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
 */
const named: Readonly<Record<string, RegExp>> = {
  'Microsoft.Consumption/budgets': /^budget-[\w-]{1,56}$/,
  'Microsoft.DocumentDB/databaseAccounts': /^cosmos-[a-z0-9-]{1,37}$/,
  'Microsoft.Insights/actionGroups': /^ag-[\w-]{1,257}$/,
  'Microsoft.Insights/components': /^appi-[\w-]{1,250}$/,
  'Microsoft.Insights/dataCollectionRules': /^dcr-[\w-]{1,60}$/,
  'Microsoft.Insights/metricAlerts': /^[\w-]{1,260}$/,
  'Microsoft.Insights/scheduledQueryRules': /^[\w-]{1,260}$/,
  'Microsoft.Insights/webtests': /^webtest-[\w-]{1,200}$/,
  'Microsoft.Insights/workbooks': /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/,
  'Microsoft.KeyVault/vaults': /^kv-[a-zA-Z0-9-]{0,20}[a-zA-Z0-9]$/,
  'Microsoft.ManagedIdentity/userAssignedIdentities': /^id-[\w-]{1,125}$/,
  'Microsoft.Network/natGateways': /^ng-[\w-]{1,77}$/,
  'Microsoft.Network/privateDnsZones': /^privatelink\.[a-z.]+$/,
  'Microsoft.Network/privateEndpoints': /^pep-[\w-]{1,60}$/,
  'Microsoft.Network/publicIPAddresses': /^pip-[\w-]{1,76}$/,
  'Microsoft.Network/virtualNetworks': /^vnet-[\w-]{1,59}$/,
  'Microsoft.OperationalInsights/workspaces': /^log-[\w-]{1,58}\w$/,
  'Microsoft.Resources/resourceGroups': /^rg-[\w-]{1,87}$/,
  'Microsoft.ServiceBus/namespaces': /^sbns-[a-zA-Z0-9-]{1,44}[a-zA-Z0-9]$/,
  'Microsoft.Storage/storageAccounts': /^st[a-z0-9]{1,22}$/,
  'Microsoft.Web/serverfarms': /^asp-[\w-]{1,56}$/,
  'Microsoft.Web/sites': /^func-[\w-]{1,54}\w$/,
};

/** What belongs to something else goes by its name there. */
const namedElsewhere = new Set([
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Insights/diagnosticSettings',
]);

/** Versions that are previews, and why there is no other way. */
const previews: Readonly<Record<string, string>> = {
  'Microsoft.Insights/diagnosticSettings': 'has had no other version since 2016',
};

function unconventional({ resources, parameters }: Deployed): string[] {
  const { environmentName } = parameters;
  const main = resources.filter(({ type }) => type.split('/').length === 2 && !namedElsewhere.has(type));
  const ids = resources.map(({ id }) => id.toLowerCase());
  return [
    ...main
      .filter(({ type, name }) => named[type]?.test(name) !== true)
      .map(({ path, name }) => `${path}: ${name} is no name for it`),
    ...resources.flatMap(({ path, type, apiVersion, body }) => [
      ...(apiVersion.endsWith('preview') && previews[type] === undefined
        ? [`${path}: ${apiVersion} is a preview`]
        : []),
      ...(body['location'] === undefined || isTagged(body['tags'], environmentName)
        ? []
        : [`${path}: has not our tags`]),
      ...(['norwayeast', 'global', undefined].includes(placeOf(body))
        ? []
        : [`${path}: is in ${placeOf(body)}`]),
    ]),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `${id} is said twice`),
  ];
}

/** Azure lets nobody move the first day of a budget: one that is the day of the deployment is good for one month. */
function budgetsOfTheDay({ of }: Deployed): string[] {
  const today = asText(functions['utcNow']?.('yyyy-MM-01'));
  return of('Microsoft.Consumption/budgets')
    .filter(({ onlyIfNotExists }) => !onlyIfNotExists)
    .filter(({ properties }) => valueAt(properties, ['timePeriod', 'startDate']) === today)
    .map(({ path }) => `${path}: begins anew with each deployment`);
}

function placeOf({ location }: JsonObject): string | undefined {
  return location === undefined ? undefined : asText(location);
}

function isTagged(tags: Json | undefined, environmentName: Json | undefined): boolean {
  return (
    isObject(tags) &&
    tags['product'] === 'privacy' &&
    tags['environment'] === environmentName &&
    tags['azd-env-name'] === environmentName
  );
}

/** Parameters of a template and of all it holds that nobody has described. */
function undescribed(json: Json, path = 'the template'): string[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap((member) => undescribed(member, path));
  if (!isObject(json)) return [];
  const own = '$schema' in json ? objectOf(json['parameters'] ?? {}) : {};
  return [
    ...Object.entries(own)
      .filter(([, parameter]) => (valueAt(parameter, ['metadata', 'description']) ?? '') === '')
      .map(([name]) => `${path}: the parameter ${name} is not described`),
    ...Object.entries(json).flatMap(([name, value]) =>
      undescribed(value, name === 'properties' || name === 'template' || name === 'resources' ? path : name),
    ),
  ];
}

describe.each(environments)('in %s', (environment) => {
  test('everything is named, tagged and placed by convention, once, and made by a version that stays', () => {
    expect(unconventional(deployed(environment))).toEqual([]);
  });
});

test.each(['xxxxxxx', 'pre-1', 'Prod'])(
  'names are names for an environment called %s, too',
  (environmentName) => {
    const { maxLength } = objectOf(objectOf(compiled['parameters'])['environmentName']);
    expect(environmentName.length).toBeLessThanOrEqual(Number(maxLength));
    expect(unconventional(deployed('prod', compiled, { environmentName }))).toEqual([]);
  },
);

test('what is deployed again another month is accepted', () => {
  expect(budgetsOfTheDay(deployed('prod'))).toEqual([]);
});

test('every parameter is described', () => {
  expect(undescribed(compiled)).toEqual([]);
});

test('what prod promises beyond dev, it has', () => {
  const { the, of } = deployed('prod');
  const cosmos = the('Microsoft.DocumentDB/databaseAccounts').properties;
  const throughput = of('Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers').map(
    ({ properties }) => properties['options'],
  );
  expect(listOf(cosmos['locations'])).toMatchObject([{ locationName: 'norwayeast', isZoneRedundant: true }]);
  expect(cosmos).toMatchObject({ backupPolicy: { type: 'Continuous' }, capabilities: [] });
  expect(throughput).toMatchObject(
    throughput.map(() => ({ autoscaleSettings: { maxThroughput: expect.any(Number) } })),
  );
  expect(the('Microsoft.ServiceBus/namespaces').body['sku']).toMatchObject({ tier: 'Premium' });
  expect(the('Microsoft.Web/serverfarms').properties['zoneRedundant']).toBe(true);
  for (const { body } of of('Microsoft.Storage/storageAccounts')) {
    expect(body['sku']).toEqual({ name: 'Standard_ZRS' });
  }
});

test('entries of the journal cannot be changed, and can be added to', () => {
  const [policy] = deployed('prod').of(
    'Microsoft.Storage/storageAccounts/blobServices/containers/immutabilityPolicies',
  );
  expect(policy?.properties).toMatchObject({ allowProtectedAppendWrites: true });
  expect(policy?.name).toMatch(/\/journal\/default$/);
});

describe('it would be seen', () => {
  const preview = '2025-05-01-preview';
  test.each<[string, string, Json | undefined, string]>([
    ['another name', 'variables/names/app', 'privacy', 'functionApp/app: privacy is no name for it'],
    ['a name too long', 'variables/names/keyVault', 'kv-privacy-production-abc', 'is no name for it'],
    ['no tags', 'cosmos/account/tags', undefined, 'cosmos/account: has not our tags'],
    ['a tag less', 'variables/tags/product', undefined, 'group: has not our tags'],
    ['another country', 'cosmos/account/location', 'westeurope', 'cosmos/account: is in westeurope'],
    ['a preview', 'cosmos/account/apiVersion', preview, `cosmos/account: ${preview} is a preview`],
  ])('%s', (_, path, value, complaint) => {
    expect(unconventional(prodWith(path, value))).toContainEqual(expect.stringContaining(complaint));
  });

  test('the same thing twice', () => {
    const { resources } = deployed('prod');
    const copy = resources.find(({ path }) => path === 'cosmos/account')?.body ?? {};
    expect(unconventional(prodWith('cosmos/copy', copy))).toEqual([expect.stringContaining('is said twice')]);
  });

  test('a budget that begins anew', () => {
    const restarted = prodWith('budget/budget/properties/timePeriod/startDate', "[utcNow('yyyy-MM-01')]");
    const { '@options': _, ...budget } = objectOf(
      valueAt(restarted.template, ['resources', 'budget', 'properties', 'template', 'resources', 'budget']),
    );
    expect(budgetsOfTheDay(prodWith('budget/budget', budget))).toEqual([
      'budget/budget: begins anew with each deployment',
    ]);
  });

  test('a parameter that nobody knows', () => {
    const template = templateWith('serviceBus/topics/parameters/topic/metadata', undefined);
    expect(undescribed(template)).toEqual(['topics: the parameter topic is not described']);
  });
});
