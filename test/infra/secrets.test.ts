import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { isObject, type Json, type JsonObject, valueAt } from '../../local/cosmos/json.ts';
import { callsIn, expressionIn } from './arm/expression.ts';
import { objectOf } from './arm/functions.ts';
import {
  asText,
  compiled,
  type Deployed,
  deployed,
  environments,
  prodWith,
  templateWith,
  textsIn,
} from './template.ts';

/** Functions of templates that hand out keys, and what keys look like. */
const givesKeys = /^list|^getSecret$/i;
const looksSecret = /AccountKey=|SharedAccess|[?&]sig=|password=|-----BEGIN|[A-Za-z0-9+/]{42,}={1,2}/i;
/** Settings that hold what only the product may know. The organiser's key at GoTo is a number that stands in addresses. */
const isSecretSetting = (name: string) =>
  /(?:PEPPERS|TOKEN|PASSWORD|KEY)$/.test(name) && name !== 'GOTO_ORGANIZER_KEY';

/** What a template does with keys, whatever the values it is given. */
function handedOut(template: JsonObject): string[] {
  const calls = textsIn(template).flatMap((text) => {
    const expression = expressionIn(text);
    return expression === undefined ? [] : callsIn(expression);
  });
  return [
    ...calls.filter((name) => givesKeys.test(name)).map((name) => `the template calls ${name}`),
    ...secureParameters(template),
  ];
}

function keys({ resources, outputs, of }: Deployed): string[] {
  const settings = of('Microsoft.Web/sites/config').find(({ name }) => name.endsWith('/appsettings'));
  const vault = of('Microsoft.KeyVault/vaults')[0]?.name;
  const secrets = Object.entries(settings?.properties ?? {}).filter(([name]) => isSecretSetting(name));
  const referred = secrets.map(([name, value]) => ({
    name,
    secret: new RegExp(
      `^@Microsoft\\.KeyVault\\(SecretUri=https://${vault}\\.vault\\.azure\\.net/secrets/([a-z-]+)/\\)$`,
    ).exec(asText(value))?.[1],
  }));
  const told = asText(valueAt(outputs, ['PRIVACY_SECRETS', 'value']))
    .split(' ')
    .toSorted();
  return [
    ...resources
      .filter(({ body }) => textsIn(body).some((text) => looksSecret.test(text)))
      .map(({ path }) => `${path}: holds what looks like a key`),
    ...textsIn(outputs)
      .filter((text) => looksSecret.test(text) || text.includes('InstrumentationKey'))
      .map(() => 'an output holds what looks like a key'),
    ...referred
      .filter(({ secret }) => secret === undefined)
      .map(({ name }) => `${name} is not a reference to the newest version in our vault`),
    ...(isDeepStrictEqual(referred.map(({ secret = '' }) => secret).toSorted(), told)
      ? []
      : ['the hooks are told of other secrets than the settings refer to']),
    ...of('Microsoft.KeyVault/vaults/secrets').map(({ path }) => `${path}: a secret stands in the template`),
  ];
}

/** No secret passes through a template, so no parameter is one. */
function secureParameters(json: Json): string[] {
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(secureParameters);
  if (!isObject(json)) return [];
  const { type } = json;
  const own = type === 'securestring' || type === 'secureObject' || type === 'secureString';
  return [
    ...(own ? ['a secret comes in as a parameter'] : []),
    ...Object.values(json).flatMap(secureParameters),
  ];
}

describe.each(environments)('in %s', (environment) => {
  test('secrets are only referred to', () => {
    expect(keys(deployed(environment))).toEqual([]);
  });

  test('the app reads its secrets by an identity that it has', () => {
    const { the } = deployed(environment);
    const { properties, body } = the('Microsoft.Web/sites');
    const identities = objectOf(valueAt(body, ['identity', 'userAssignedIdentities']));
    expect(Object.keys(identities)).toContain(properties['keyVaultReferenceIdentity']);
  });
});

test('the template hands out no key and is given none', () => {
  expect(handedOut(compiled)).toEqual([]);
});

describe('it would be seen', () => {
  const parameter: JsonObject = { type: 'securestring', defaultValue: 'x' };
  const output = (value: string) => ({ type: 'string', value });
  const storage = `resourceId('Microsoft.Storage/storageAccounts', 'x')`;
  const key = `[listKeys(${storage}, '2025-01-01').keys[0].value]`;
  test.each<[string, string, Json, string]>([
    ['listKeys', 'hostStorage/outputs/key', output(key), 'listKeys'],
    ['a secret parameter', 'cosmos/parameters/password', parameter, 'comes in as a parameter'],
  ])('%s', (_, path, value, complaint) => {
    expect(handedOut(templateWith(path, value))).toEqual([expect.stringContaining(complaint)]);
  });

  const account = { type: 'Microsoft.Web/sites/config', apiVersion: '2024-11-01', name: 'x/y' };
  const secret = { type: 'Microsoft.KeyVault/vaults/secrets', apiVersion: '2024-11-01', name: 'x/y' };
  const named = 'functionApp/functions/0/members/secret/output/value';
  test.each<[string, string, Json, string]>([
    ['a connection string', 'cosmos/x', { ...account, properties: { x: 'AccountKey=x' } }, 'cosmos/x: holds'],
    ['a secret in the template', 'keyVault/x', secret, 'keyVault/x: a secret stands'],
    ['a key in an output', 'outputs/key', output('AccountEndpoint=https://x;AccountKey=x'), 'an output'],
    ['other secrets', 'outputs/PRIVACY_SECRETS', output('identifier-peppers'), 'the hooks are told'],
    ['secrets from elsewhere', named, "[parameters('setting')]", 'ZENDESK_TOKEN is not a reference'],
  ])('%s', (_, path, value, complaint) => {
    expect(keys(prodWith(path, value))).toContainEqual(expect.stringContaining(complaint));
  });
});
