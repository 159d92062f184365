import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import cosmos from '../../infra/cosmos.json' with { type: 'json' };
import serviceBus from '../../infra/service-bus.json' with { type: 'json' };
import storage from '../../infra/storage.json' with { type: 'json' };
import { type Json, type JsonObject, valueAt } from '../../local/cosmos/json.ts';
import { evaluate } from '../../local/service-bus/sql-filter/evaluate.ts';
import { parseFilter } from '../../local/service-bus/sql-filter/parser.ts';
import { processors } from '../../shared/policy/processors.ts';
import { sourceFiles } from '../architecture/source-files.ts';
import type { Resource } from './arm/deploy.ts';
import { objectOf, textOf } from './arm/functions.ts';
import { type Deployed, deployed, environments, prodWith } from './template.ts';

/** A name without those of what it stands in. */
const last = ({ name }: Resource) => name.split('/').at(-1) ?? '';
/** A name without the account's or namespace's, which is another in each environment. */
const inside = ({ name }: Resource) => name.slice(name.indexOf('/') + 1);

/** One side has what the other has not, or has it otherwise. */
function differences(
  what: string,
  stated: ReadonlyMap<string, Json>,
  made: ReadonlyMap<string, Json>,
): string[] {
  return [
    ...[...stated.keys()].filter((name) => !made.has(name)).map((name) => `${what} ${name} is not made`),
    ...[...made.keys()]
      .filter((name) => !stated.has(name))
      .map((name) => `${what} ${name} is made for nobody`),
    ...[...made]
      .filter(
        ([name, value]) => stated.has(name) && !isDeepStrictEqual(plain(stated.get(name)), plain(value)),
      )
      .map(([name]) => `${what} ${name} is made otherwise`),
  ];
}

/** Properties that are null are left out, as Azure reads them. */
function plain(value: Json | undefined): unknown {
  return JSON.parse(JSON.stringify(value, (_, member: Json) => member ?? undefined));
}

function otherContainers({ of }: Deployed): string[] {
  const [database, ...others] = of('Microsoft.DocumentDB/databaseAccounts/sqlDatabases').map(last);
  const stated = Object.entries(cosmos.containers).map(
    ([name, { partitionKey, ...rest }]): [string, Json] => [
      `${cosmos.database}/${name}`,
      { id: name, partitionKey: { kind: 'Hash', ...partitionKey }, ...rest },
    ],
  );
  const made = of('Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers').map(
    (container): [string, Json] => [inside(container), container.properties['resource'] ?? null],
  );
  return [
    ...(database === cosmos.database && others.length === 0 ? [] : ['the database is another']),
    ...differences('container', new Map(stated), new Map(made)),
  ];
}

const [namespace] = serviceBus.UserConfig.Namespaces;

/** What Microsoft's emulator calls `LockDuration` Azure calls `lockDuration`. */
function asOnAzure(properties: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [
      name.replace(/^./, (first) => first.toLowerCase()),
      value,
    ]),
  );
}

function otherEntities({ of }: Deployed): string[] {
  const topics = namespace?.Topics ?? [];
  const subscriptions = topics.flatMap(({ Name: topic, Subscriptions }) =>
    Subscriptions.map((subscription) => ({ ...subscription, path: `${topic}/${subscription.Name}` })),
  );
  const made = (type: string) =>
    new Map(of(type).map((entity): [string, Json] => [inside(entity), entity.properties]));
  const ofAll = (entities: readonly { readonly Name: string; readonly Properties: JsonObject }[]) =>
    new Map(entities.map(({ Name, Properties }): [string, Json] => [Name, asOnAzure(Properties)]));
  const root = 'Microsoft.ServiceBus/namespaces';
  return [
    ...differences('queue', ofAll(namespace?.Queues ?? []), made(`${root}/queues`)),
    ...differences('topic', ofAll(topics), made(`${root}/topics`)),
    ...differences(
      'subscription',
      ofAll(subscriptions.map(({ path, Properties }) => ({ Name: path, Properties }))),
      made(`${root}/topics/subscriptions`),
    ),
    ...differences(
      'rule',
      // Azure gives every subscription a rule of this name that lets everything through: ours takes its place.
      new Map(
        subscriptions.flatMap(({ path, Rules }) =>
          Rules.map(({ Properties: { SqlFilter } }): [string, Json] => [
            `${path}/$Default`,
            { filterType: 'SqlFilter', sqlFilter: { sqlExpression: SqlFilter.SqlExpression } },
          ]),
        ),
      ),
      made(`${root}/topics/subscriptions/rules`),
    ),
  ];
}

/** A rule that an event of no concern to anybody gets through. */
function letsEverythingThrough({ of }: Deployed): string[] {
  return of('Microsoft.ServiceBus/namespaces/topics/subscriptions/rules')
    .filter(({ properties }) => {
      const expression = textOf(objectOf(properties['sqlFilter'] ?? {})['sqlExpression'] ?? '1=1');
      const concernsNobody = {
        system: new Map(),
        user: new Map([['type', 'works.contracting.privacy.nothing.v1']]),
      };
      return evaluate(parseFilter(expression), concernsNobody) === true;
    })
    .map((rule) => `${inside(rule)} lets everything through`);
}

function otherBlobContainers({ of }: Deployed): string[] {
  const stated = Object.entries(storage).flatMap(([account, containers]) =>
    Object.values<string>(containers).map((name): [string, Json] => [name, account]),
  );
  const made = of('Microsoft.Storage/storageAccounts/blobServices/containers').map(
    (container): [string, Json] => [
      last(container),
      container.path.startsWith('journal/') ? 'journal' : 'host',
    ],
  );
  return differences('blob container', new Map(stated), new Map(made));
}

describe.each(environments)('in %s', (environment) => {
  test('the containers are those of infra/cosmos.json: keys, indexes and times to live', () => {
    expect(otherContainers(deployed(environment))).toEqual([]);
  });

  test('the queues, topics, subscriptions and rules are those of infra/service-bus.json', () => {
    expect(otherEntities(deployed(environment))).toEqual([]);
  });

  test('no subscription hears what does not concern it', () => {
    expect(letsEverythingThrough(deployed(environment))).toEqual([]);
  });

  test('the blob containers are those of infra/storage.json', () => {
    expect(otherBlobContainers(deployed(environment))).toEqual([]);
  });
});

test('azd deploys into the one app that is tagged for it', () => {
  const { services } = parse(readFileSync(join(import.meta.dirname, '../../azure.yaml'), 'utf8')) as {
    readonly services: JsonObject;
  };
  const tagged = deployed('prod').resources.flatMap(({ type, body }) => {
    const service = valueAt(body, ['tags', 'azd-service-name']);
    return service === undefined ? [] : [[type, service]];
  });
  expect(tagged).toEqual(Object.keys(services).map((service) => ['Microsoft.Web/sites', service]));
});

describe('what the code opens by its name', () => {
  const code = sourceFiles(['functions', 'shared/adapters'])
    .map(({ text }) => text)
    .join('\n');
  const named = (pattern: RegExp) => new Set([...code.matchAll(pattern)].map(([, name = '']) => name));

  test('is every container there is, and no other', () => {
    const opened = named(/(?:\.container\(|\b(?:leaseC|c)ontainerName: )'([^']+)'/g);
    expect(opened).toEqual(new Set(Object.keys(cosmos.containers)));
  });

  test('is every subscription there is, but for the one that the licence system reads', () => {
    const subscriptions = namespace?.Topics.flatMap(({ Subscriptions }) => Subscriptions) ?? [];
    const opened = [...named(/subscriptionName: '([^']+)'/g), ...Object.keys(processors)];
    expect(new Set([...opened, 'licence-system'])).toEqual(new Set(subscriptions.map(({ Name }) => Name)));
  });
});

describe('it would be seen', () => {
  const topic = 'serviceBus/topics';
  const filter = `${topic}/rules/properties/sqlFilter/sqlExpression`;
  test.each<[string, (all: Deployed) => string[], string, Json | undefined, string]>([
    [
      'no containers',
      otherContainers,
      'cosmos/containers',
      undefined,
      'container privacy/subjects is not made',
    ],
    [
      'another key',
      otherContainers,
      'cosmos/variables/$fxv#0/containers/subjects/partitionKey/paths',
      ['/id'],
      'privacy/subjects is made otherwise',
    ],
    [
      'an index less',
      otherContainers,
      'cosmos/variables/$fxv#0/containers/subjects/indexingPolicy/includedPaths/3',
      undefined,
      'privacy/subjects is made otherwise',
    ],
    [
      'no time to live',
      otherContainers,
      'cosmos/variables/$fxv#0/containers/identifiers/defaultTtl',
      undefined,
      'privacy/identifiers is made otherwise',
    ],
    [
      'one container more',
      otherContainers,
      'cosmos/variables/$fxv#0/containers/notes',
      { partitionKey: { paths: ['/id'] } },
      'privacy/notes is made for nobody',
    ],
    ['no queues', otherEntities, 'serviceBus/queues', undefined, 'queue licence-events is not made'],
    [
      'no duplicate detection',
      otherEntities,
      `${topic}/namespace::topicOfIt/properties`,
      {},
      'topic privacy-events is made otherwise',
    ],
    ['no rules', otherEntities, `${topic}/rules`, undefined, 'rule privacy-events/mail/$Default is not made'],
    [
      'another rule',
      otherEntities,
      filter,
      'type IS NULL',
      'rule privacy-events/zendesk/$Default is made otherwise',
    ],
    [
      'a rule beside the one that lets all through',
      otherEntities,
      `${topic}/rules/name`,
      "[format('{0}/{1}/{2}/own', parameters('namespaceName'), parameters('topic').Name, parameters('topic').Subscriptions[copyIndex()].Name)]",
      'rule privacy-events/mail/$Default is not made',
    ],
    [
      'a rule for everything',
      letsEverythingThrough,
      filter,
      '1=1',
      'privacy-events/mail/$Default lets everything',
    ],
    [
      'a rule with no filter',
      letsEverythingThrough,
      `${topic}/rules/properties/sqlFilter`,
      undefined,
      'lets everything',
    ],
    [
      'no blob containers',
      otherBlobContainers,
      'hostStorage/account::blobs::containers',
      undefined,
      'blob container packages is not made',
    ],
  ])('%s', (_, check, path, value, complaint) => {
    expect(check(prodWith(path, value))).toContainEqual(expect.stringContaining(complaint));
  });
});
