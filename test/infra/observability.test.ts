import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject, valueAt } from '../../local/cosmos/json.ts';
import type { Resource } from './arm/deploy.ts';
import { listOf, objectOf } from './arm/functions.ts';
import { asText, type Deployed, deployed, environments, prodWith, textsIn } from './template.ts';

/** What each resource tells of itself; in none of these logs is a URL, an id of a person, or what a document or message says. */
const told: Readonly<
  Record<string, { readonly logs: readonly string[]; readonly metrics: readonly string[] }>
> = {
  'Microsoft.DocumentDB/databaseAccounts': { logs: ['ControlPlaneRequests'], metrics: ['Requests'] },
  'Microsoft.KeyVault/vaults': { logs: ['AuditEvent'], metrics: ['AllMetrics'] },
  'Microsoft.ServiceBus/namespaces': {
    logs: ['OperationalLogs', 'RuntimeAuditLogs', 'VNetAndIPFilteringLogs'],
    metrics: ['AllMetrics'],
  },
  // Each line names a blob. The packages are named by people's requests, the journal by the hour.
  'Microsoft.Storage/storageAccounts/blobServices': { logs: [], metrics: ['Transaction'] },
  'Microsoft.Storage/storageAccounts/blobServices of the journal': {
    logs: ['StorageDelete', 'StorageWrite'],
    metrics: ['Transaction'],
  },
  'Microsoft.Web/sites': { logs: [], metrics: ['AllMetrics'] },
};

/** What could have a diagnostic setting and has none. What is not here cannot. */
const silent: Readonly<Record<string, string>> = {
  'Microsoft.Insights/components':
    'is the telemetry: a setting would write it twice, past what takes addresses out',
  'Microsoft.OperationalInsights/workspaces': 'would keep the queries that look for a person who is erased',
  'Microsoft.Insights/dataCollectionRules': 'counts what it let through without one',
  'Microsoft.Network/natGateways': 'measures itself without one',
  'Microsoft.Network/publicIPAddresses': 'is only called out from: there is no attack to log',
  'Microsoft.Network/virtualNetworks': 'logs attacks on virtual machines, and has none',
  'Microsoft.Storage/storageAccounts': 'serves nothing but blobs, which are told of',
  'Microsoft.Web/serverfarms': 'says on Flex Consumption nothing that the app does not say',
};

/** What has no diagnostic settings on Azure. */
const speechless = new Set([
  'Microsoft.Authorization/roleAssignments',
  'Microsoft.Consumption/budgets',
  'Microsoft.Insights/actionGroups',
  'Microsoft.Insights/diagnosticSettings',
  'Microsoft.Insights/metricAlerts',
  'Microsoft.Insights/scheduledQueryRules',
  'Microsoft.Insights/webtests',
  'Microsoft.Insights/workbooks',
  'Microsoft.ManagedIdentity/userAssignedIdentities',
  'Microsoft.Network/privateDnsZones',
  'Microsoft.Network/privateEndpoints',
  'Microsoft.Resources/resourceGroups',
]);

const isPart = ({ type }: Resource) => type.split('/').length > 2;

function unobserved({ resources, of, the }: Deployed): string[] {
  const workspace = the('Microsoft.OperationalInsights/workspaces').id;
  const settings = of('Microsoft.Insights/diagnosticSettings');
  const kindOf = ({ type, path }: Resource) => {
    const ofJournal = `${type} of the journal`;
    return path.startsWith('journal/') && told[ofJournal] !== undefined ? ofJournal : type;
  };
  const unknown = resources
    .filter((one) => !isPart(one))
    .filter(({ type }) => told[type] === undefined && silent[type] === undefined && !speechless.has(type))
    .map(({ path, type }) => `${path}: nothing says what a ${type} tells`);
  const silentOnes = resources
    .filter((one) => told[kindOf(one)] !== undefined && !settings.some(({ scope }) => scope === one.id))
    .map(({ path }) => `${path}: has no diagnostic setting`);
  const wrong = settings.flatMap(({ path, scope, properties }) => {
    const source = resources.find(({ id }) => id === scope);
    const may = source && told[kindOf(source)];
    if (may === undefined) return [`${path}: is of what is to be silent`];
    const logs = enabledIn(properties['logs']);
    const metrics = enabledIn(properties['metrics']);
    return [
      ...(properties['workspaceId'] === workspace ? [] : [`${path}: goes elsewhere`]),
      ...logs.filter((name) => !may.logs.includes(name)).map((name) => `${path}: tells ${name}`),
      ...may.metrics
        .filter((name) => !metrics.includes(name))
        .map((name) => `${path}: does not tell ${name}`),
      // Auditing by whom and from where is Premium's.
      ...may.logs
        .filter((name) => !logs.includes(name) && name !== 'RuntimeAuditLogs')
        .map((name) => `${path}: does not tell ${name}`),
    ];
  });
  return [...unknown, ...silentOnes, ...wrong];
}

/** The categories that are switched on; a group of them goes by its own name. */
function enabledIn(categories: Json | undefined): string[] {
  return listOf(categories ?? [])
    .map(objectOf)
    .filter(({ enabled }) => enabled === true)
    .map(({ category, categoryGroup }) => asText(category ?? `the group ${asText(categoryGroup)}`));
}

/** What texts of faults stand in; they may quote what was sent. */
const exceptionTexts = ['Message', 'OuterMessage', 'InnermostMessage', 'Details'];

/** Whatever takes addresses out of the telemetry, and how long it is kept. */
function keptTooMuch({ of, the, parameters }: Deployed): string[] {
  const { properties, path } = the('Microsoft.OperationalInsights/workspaces');
  const rule = the('Microsoft.Insights/dataCollectionRules');
  const days = valueAt(parameters, ['stage', 'telemetryDays']);
  const streams = textsIn(rule.properties);
  const emptied = exceptionTexts.filter(
    (column) =>
      !streams.some((text) => text.startsWith('source | extend') && text.includes(`, ${column} = `)),
  );
  const withAddresses = ['AppRequests', 'AppDependencies', 'AppTraces', 'AppExceptions'];
  const tables = of('Microsoft.OperationalInsights/workspaces/tables');
  return [
    ...(properties['defaultDataCollectionRuleResourceId'] === rule.id ? [] : [`${path}: takes addresses in`]),
    ...withAddresses
      .filter((table) => !streams.includes(`Microsoft-Table-${table}`))
      .map((table) => `${table} keeps its addresses`),
    ...emptied.map((column) => `AppExceptions keeps ${column}`),
    ...(valueAt(properties, ['features', 'immediatePurgeDataOn30Days']) === true
      ? []
      : [`${path}: keeps what is over until the month is`]),
    ...(properties['retentionInDays'] === days ? [] : [`${path}: keeps other than ${asText(days)} days`]),
    ...tables
      .filter(
        ({ properties: table }) =>
          table['retentionInDays'] !== days || table['totalRetentionInDays'] !== days,
      )
      .map(({ name }) => `${name}: keeps other than ${asText(days)} days`),
    ...[...withAddresses, 'AppEvents', 'AppMetrics']
      .filter((table) => !tables.some(({ name }) => name.endsWith(`/${table}`)))
      .map((table) => `${table} keeps as long as Azure likes`),
  ];
}

const alerts = ['Microsoft.Insights/scheduledQueryRules', 'Microsoft.Insights/metricAlerts'];

/** An alert that is off, reaches nobody, or does not say what to do. */
function unheard({ resources, the, of, parameters }: Deployed): string[] {
  const group = the('Microsoft.Insights/actionGroups');
  const rules = resources.filter(({ type }) => alerts.includes(type));
  const link = new RegExp(`Runbook: ${RegExp.escape(asText(parameters['runbooksUrl']))}/[a-z-]+\\.md$`);
  const addresses = listOf(group.properties['emailReceivers']).map((one) => valueAt(one, ['emailAddress']));
  return [
    ...alerts.filter((type) => of(type).length === 0).map((type) => `there is no ${type}`),
    ...rules.flatMap(({ name, properties }) => [
      ...(properties['enabled'] === true ? [] : [`${name} is off`]),
      ...(groupsOf(properties['actions']).includes(group.id) ? [] : [`${name} reaches nobody`]),
      ...(link.test(asText(properties['description'])) ? [] : [`${name} leads to no runbook`]),
    ]),
    ...(group.properties['enabled'] === true ? [] : ['the group that alerts reach is off']),
    ...listOf(parameters['alertEmails'] ?? [])
      .filter((address) => !addresses.includes(address))
      .map(() => 'an address is not told of alerts'),
    ...(of('Microsoft.Insights/workbooks').length === 1 ? [] : ['there is no workbook']),
  ];
}

/** A log alert has a list of groups, a metric alert a list of actions with one each. */
function groupsOf(actions: Json | undefined): Json[] {
  if (isObject(actions)) return [...listOf(actions['actionGroups'])];
  return listOf(actions ?? []).map((action) => objectOf(action)['actionGroupId'] ?? null);
}

describe.each(environments)('in %s', (environment) => {
  test('whatever can tell how it is does, and tells of nobody', () => {
    expect(unobserved(deployed(environment))).toEqual([]);
  });

  test('telemetry goes in without addresses, and out on its day', () => {
    expect(keptTooMuch(deployed(environment))).toEqual([]);
  });

  test('every alert is on, reaches the operators and leads to a runbook', () => {
    expect(unheard(deployed(environment))).toEqual([]);
  });

  test('the search of the telemetry goes as far back as it is kept', () => {
    const source = join(import.meta.dirname, '../../shared/adapters/processors/azure-monitor.ts');
    const [, searched] = /TIMESPAN = 'P(\d+)D'/.exec(readFileSync(source, 'utf8')) ?? [];
    const kept = valueAt(deployed(environment).parameters, ['stage', 'telemetryDays']);
    expect(Number(searched)).toBe(kept);
  });
});

describe('it would be seen', () => {
  const log = (category: string): Json => [{ category, enabled: true }];
  const redis: JsonObject = { type: 'Microsoft.Cache/redis', apiVersion: '2024-11-01', name: 'x' };
  const cosmosLogs = 'cosmos/diagnostics/properties/logs';
  test.each<[string, string, Json | undefined, string]>([
    [
      'a vault that tells nothing',
      'keyVault/diagnostics',
      undefined,
      'keyVault/vault: has no diagnostic setting',
    ],
    [
      'people’s requests',
      'functionApp/diagnostics/properties/logs',
      log('AppServiceHTTPLogs'),
      'tells AppServiceHTTPLogs',
    ],
    [
      'texts of queries',
      `${cosmosLogs}/1`,
      { category: 'QueryRuntimeStatistics', enabled: true },
      'tells QueryRuntimeStatistics',
    ],
    ['all logs', `${cosmosLogs}/1`, { categoryGroup: 'allLogs', enabled: true }, 'tells the group allLogs'],
    ['names of packages', 'hostStorage/diagnostics/properties/logs', log('StorageRead'), 'tells StorageRead'],
    ['a log that is off', `${cosmosLogs}/0/enabled`, false, 'does not tell ControlPlaneRequests'],
    ['another workspace', 'cosmos/diagnostics/properties/workspaceId', 'x', 'goes elsewhere'],
    ['what nobody has thought of', 'cosmos/redis', redis, 'what a Microsoft.Cache/redis tells'],
  ])('%s', (_, path, value, complaint) => {
    expect(unobserved(prodWith(path, value))).toEqual([expect.stringContaining(complaint)]);
  });

  const workspace = 'observability/workspaceWithTransformation';
  test.each<[string, string, Json | undefined, string]>([
    [
      'addresses',
      `${workspace}/workspace/properties/defaultDataCollectionRuleResourceId`,
      undefined,
      'takes addresses in',
    ],
    [
      'addresses of requests',
      'observability/variables/transformations/AppRequests',
      undefined,
      'AppRequests keeps',
    ],
    [
      'texts of faults',
      'observability/variables/transformations/AppExceptions',
      'extend OperationName = "", Message = "", OuterMessage = "", Details = parse_json("[]")',
      'AppExceptions keeps InnermostMessage',
    ],
    [
      'a slow one',
      `${workspace}/workspace/properties/features/immediatePurgeDataOn30Days`,
      false,
      'until the month is',
    ],
    ['a longer memory', `${workspace}/workspace/properties/retentionInDays`, 730, 'keeps other than 30 days'],
    [
      'a table without a period',
      `${workspace}/variables/tablesWithTheirOwnPeriod/3`,
      undefined,
      'AppEvents keeps as long',
    ],
  ])('%s', (_, path, value, complaint) => {
    expect(keptTooMuch(prodWith(path, value))).toEqual([expect.stringContaining(complaint)]);
  });

  test.each<[string, string, Json | undefined, string]>([
    ['alerts that are off', 'alerts/logAlerts/properties/enabled', false, 'is off'],
    ['alerts that reach nobody', 'alerts/metricAlerts/properties/actions', [], 'reaches nobody'],
    ['alerts without a runbook', 'alerts/metricAlerts/properties/description', 'x', 'leads to no runbook'],
    ['no alerts', 'alerts/logAlerts', undefined, 'there is no Microsoft.Insights/scheduledQueryRules'],
    ['a group that is off', 'observability/actionGroup/properties/enabled', false, 'is off'],
    ['nobody to tell', 'observability/actionGroup/properties/copy/0/count', 0, 'is not told'],
    ['no workbook', 'workbook', undefined, 'no workbook'],
  ])('%s', (_, path, value, complaint) => {
    expect(unheard(prodWith(path, value))).toContainEqual(expect.stringContaining(complaint));
  });
});
