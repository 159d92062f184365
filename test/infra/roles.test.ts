import { describe, expect, test } from 'vitest';
import { type Json, valueAt } from '../../local/cosmos/json.ts';
import type { Resource } from './arm/deploy.ts';
import { listOf } from './arm/functions.ts';
import { asText, type Deployed, deployed, environments, prodWith } from './template.ts';

/** Who may do what: the whole of it. A role that is given and not here is one too many. */
const given: readonly {
  readonly role: string;
  readonly called: string;
  readonly on: readonly string[];
  readonly to: 'the app' | 'the operators';
}[] = [
  {
    role: '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0',
    called: 'Azure Service Bus Data Receiver',
    on: ['Microsoft.ServiceBus/namespaces/queues', 'Microsoft.ServiceBus/namespaces/topics/subscriptions'],
    to: 'the app',
  },
  {
    role: '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39',
    called: 'Azure Service Bus Data Sender',
    on: ['Microsoft.ServiceBus/namespaces/queues', 'Microsoft.ServiceBus/namespaces/topics'],
    to: 'the app',
  },
  {
    role: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b',
    called: 'Storage Blob Data Owner',
    // Of its own, not of the journal's.
    on: ['Microsoft.Storage/storageAccounts'],
    to: 'the app',
  },
  {
    role: '4633458b-17de-408a-b874-0445c86b69e6',
    called: 'Key Vault Secrets User',
    on: ['Microsoft.KeyVault/vaults'],
    to: 'the app',
  },
  {
    role: '3913510d-42f4-4e42-8a64-420c390055eb',
    called: 'Monitoring Metrics Publisher',
    on: ['Microsoft.Insights/components'],
    to: 'the app',
  },
  {
    role: '3b03c2da-16b3-4a49-8834-0f8130efdd3b',
    called: 'Log Analytics Data Reader',
    on: ['Microsoft.OperationalInsights/workspaces'],
    to: 'the app',
  },
  {
    role: '43d0d8ad-25c7-4714-9337-8ba259a9fe05',
    called: 'Monitoring Reader',
    // What is seen by reading all of the group, settings of the app among it, is not theirs to see.
    on: [
      'Microsoft.Insights/components',
      'Microsoft.Insights/workbooks',
      'Microsoft.OperationalInsights/workspaces',
    ],
    to: 'the operators',
  },
];

const journal = (resource: Resource) => resource.path.startsWith('journal/');

function tooMuch(all: Deployed): string[] {
  const { resources, of, parameters } = all;
  const principals = {
    'the app': `principal-id-of-${resources.find(({ path }) => path === 'identity/app')?.name}`,
    'the operators': parameters['operatorsGroupId'],
  };
  return of('Microsoft.Authorization/roleAssignments').flatMap(({ path, scope, properties }) => {
    const { principalId, roleDefinitionId, description } = properties;
    const role = given.find((one) => asText(roleDefinitionId).endsWith(`/roleDefinitions/${one.role}`));
    const on = resources.find(({ id }) => id === scope);
    return [
      ...(path.startsWith('roles/') ? [] : [`${path}: a role is given outside of the file of roles`]),
      ...(role === undefined ? [`${path}: the role ${asText(roleDefinitionId)} is not for us to give`] : []),
      ...(role && principalId !== principals[role.to]
        ? [`${path}: ${role.called} is not for ${asText(principalId)}`]
        : []),
      ...(asText(description ?? '').length < 10 ? [`${path}: nobody knows why`] : []),
      ...(on === undefined ? [`${path}: is given on more than a resource`] : []),
      ...(on && role && (!role.on.includes(on.type) || journal(on))
        ? [`${path}: ${role.called} is not for ${on.path}`]
        : []),
    ];
  });
}

/** What is there to be used and nobody may use. */
function tooLittle({ resources, of, parameters }: Deployed): string[] {
  const assignments = of('Microsoft.Authorization/roleAssignments');
  const needed = given.filter(({ to }) => to === 'the app' || parameters['operatorsGroupId'] !== undefined);
  return needed.flatMap(({ role, called, on }) =>
    resources
      .filter((resource) => on.includes(resource.type) && !journal(resource))
      .filter(
        ({ id }) =>
          !assignments.some(
            ({ scope, properties }) => scope === id && asText(properties['roleDefinitionId']).endsWith(role),
          ),
      )
      .map(({ name }) => `nobody is ${called} of ${name}`),
  );
}

/** What the app may do in each container, beside reading and querying it. Cosmos DB's own roles; nothing else may write. */
const writes: Readonly<Record<string, readonly string[]>> = {
  subjects: ['items/*'],
  identifiers: ['items/*'],
  'cookie-choices': ['items/create'],
  leases: ['items/*'],
};
const reads = ['items/read', 'executeQuery', 'readChangeFeed'];
const container = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers';

function inContainers({ resources, of, the }: Deployed): string[] {
  const account = the('Microsoft.DocumentDB/databaseAccounts');
  const definitions = of('Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions');
  const assignments = of('Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments');
  const app = `principal-id-of-${resources.find(({ path }) => path === 'identity/app')?.name}`;
  const expected = new Map<string, readonly string[]>([
    [account.id, ['Microsoft.DocumentDB/databaseAccounts/readMetadata']],
    ...of(container).map(({ name }): [string, readonly string[]] => {
      const [, database, last = ''] = name.split('/');
      const may = [...reads, ...(writes[last] ?? [])].map((action) => `${container}/${action}`);
      return [`${account.id}/dbs/${database}/colls/${last}`, may];
    }),
  ]);
  const found = assignments.map(({ path, properties }) => {
    const definition = definitions.find(({ id }) => id === properties['roleDefinitionId']);
    const scope = asText(properties['scope']);
    const may = listOf(valueAt(definition?.properties ?? {}, ['permissions']) ?? []).flatMap((permission) =>
      listOf(valueAt(permission, ['dataActions'])).map(asText),
    );
    const scopes: Json = valueAt(definition?.properties ?? {}, ['assignableScopes']) ?? [];
    return { path, scope, may, scopes: listOf(scopes).map(asText), to: properties['principalId'] };
  });
  return [
    ...found.flatMap(({ path, scope, may, scopes, to }) => [
      ...(to === app ? [] : [`${path}: is given to ${asText(to)}`]),
      ...(scopes.join(' ') === scope ? [] : [`${path}: the role could be given elsewhere`]),
      ...(expected.get(scope)?.join(' ') === may.join(' ')
        ? []
        : [`${path}: may do other than it is to in ${scope.split('/').at(-1)}`]),
    ]),
    ...[...expected.keys()]
      .filter((scope) => !found.some((one) => one.scope === scope))
      .map((scope) => `nobody may use ${scope.split('/').at(-1)}`),
  ];
}

describe.each(environments)('in %s', (environment) => {
  test('every role that is given is one of ours, on one resource, to who needs it, with the reason', () => {
    expect(tooMuch(deployed(environment))).toEqual([]);
  });

  test('and none is missing', () => {
    expect(tooLittle(deployed(environment))).toEqual([]);
  });

  test('in each container the app may do what it does there', () => {
    expect(inContainers(deployed(environment))).toEqual([]);
  });
});

test('the identity of the sign-in may do nothing', () => {
  const { resources } = deployed('prod');
  const { name } = resources.find(({ path }) => path === 'identity/signIn') ?? {};
  const roles = resources.filter(({ properties }) => properties['principalId'] === `principal-id-of-${name}`);
  expect(name).toBeDefined();
  expect(roles).toEqual([]);
});

describe('it would be seen', () => {
  const contributor =
    "[subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b24988ac-6180-42a0-ab88-20f7382dd24c')]";
  const secrets = 'roles/appReadsSecrets';
  test.each<[string, string, Json | undefined, string]>([
    ['Contributor', `${secrets}/properties/roleDefinitionId`, contributor, 'is not for us to give'],
    ['no reason', `${secrets}/properties/description`, undefined, 'nobody knows why'],
    ['the whole group', `${secrets}/scope`, undefined, 'more than a resource'],
    [
      'another resource',
      `${secrets}/scope`,
      "[resourceId('Microsoft.ServiceBus/namespaces', parameters('serviceBusName'))]",
      'Key Vault Secrets User is not for serviceBus/namespace',
    ],
    [
      'somebody else',
      `${secrets}/properties/principalId`,
      '00000000-0000-4000-8000-00000000000c',
      'is not for 0000',
    ],
  ])('%s', (_, path, value, complaint) => {
    expect(tooMuch(prodWith(path, value))).toEqual([expect.stringContaining(complaint)]);
  });

  test('a role elsewhere', () => {
    const role = {
      type: 'Microsoft.Authorization/roleAssignments',
      apiVersion: '2022-04-01',
      name: 'x',
      properties: {},
    };
    expect(tooMuch(prodWith('cosmos/x', role))).toContainEqual(
      expect.stringContaining('outside of the file'),
    );
  });

  test('a role that is missing', () => {
    const complaints = tooLittle(prodWith('roles/appReceivesFromQueues', undefined));
    for (const queue of ['licence-events', 'mail-later']) {
      expect(complaints).toContainEqual(
        expect.stringMatching(new RegExp(`^nobody is Azure Service Bus Data Receiver of .*/${queue}$`)),
      );
    }
  });

  test.each<[string, string, Json | undefined, string]>([
    ['a container that nobody may use', 'roles/appUsesContainers', undefined, 'nobody may use subjects'],
    ['somebody else', 'roles/appReadsMetadata/properties/principalId', 'x', 'is given to x'],
    ['more than reading', 'roles/variables/reads', ['items/*'], 'may do other than it is to in subjects'],
    [
      'a role for the account',
      'roles/containerRoles/properties/assignableScopes',
      ['/'],
      'could be given elsewhere',
    ],
  ])('%s', (_, path, value, complaint) => {
    expect(inContainers(prodWith(path, value))).toContainEqual(expect.stringContaining(complaint));
  });
});
