import { describe, expect, test } from 'vitest';
import { valueAt } from '../../local/cosmos/json.ts';
import { listOf } from './arm/functions.ts';
import { asText, compiled, type Deployed, deployed, environments, prodWith } from './template.ts';

/** Whoever looks from outside, and sees less than a person would. */
function unseen({ the, of, outputs, parameters }: Deployed): string[] {
  const asked = the('Microsoft.Insights/webtests');
  const component = the('Microsoft.Insights/components').id;
  const origin = asText(valueAt(outputs, ['PRIVACY_PUBLIC_ORIGIN', 'value']));
  const [criteria, ...others] = of('Microsoft.Insights/metricAlerts')
    .filter(({ properties }) => listOf(properties['scopes']).includes(asked.id))
    .map(({ properties }) => properties['criteria'] ?? null);
  const places = listOf(asked.properties['Locations']).length;
  const failing = Number(valueAt(criteria ?? null, ['failedLocationCount']));
  const rules = asked.properties['ValidationRules'] ?? null;
  const url = valueAt(asked.properties, ['Request', 'RequestUrl']);
  return [
    ...(url === `${origin}/api/health` ? [] : [`it asks ${asText(url)}`]),
    ...(asked.properties['Enabled'] === valueAt(parameters, ['stage', 'alerts']) ? [] : ['it is off']),
    ...(asText(asked.body['tags']).includes(`"hidden-link:${component}":"Resource"`)
      ? []
      : ['nobody keeps it']),
    ...(valueAt(rules, ['ExpectedHttpStatusCode']) === 200 ? [] : ['it takes any answer']),
    ...(Number(valueAt(rules, ['SSLCertRemainingLifetimeCheck'])) >= 14 ? [] : ['a certificate ends unseen']),
    ...(criteria !== undefined && others.length === 0 ? [] : ['there is not one alert']),
    ...(valueAt(criteria ?? null, ['webTestId']) === asked.id ? [] : ['the alert is about something else']),
    ...(failing > 1 && failing < places ? [] : ['one place decides, or all have to']),
  ];
}

describe.each(environments)('in %s', (environment) => {
  test('somebody asks from outside, where people would, and is heard', () => {
    expect(unseen(deployed(environment))).toEqual([]);
  });
});

test('the answer that is looked for is the one that health gives', () => {
  const rules = deployed('prod').the('Microsoft.Insights/webtests').properties['ValidationRules'] ?? null;
  const match = asText(valueAt(rules, ['ContentValidation', 'ContentMatch']));
  expect(JSON.stringify({ status: 'degraded', dependencies: {} })).toContain(match);
});

describe('it would be seen', () => {
  const asked = 'availability/test/properties';
  test.each([
    ['another address', `${asked}/Request/RequestUrl`, 'https://elsewhere.example/', 'it asks'],
    ['a test that is off', `${asked}/Enabled`, false, 'it is off'],
    ['one of nobody', 'availability/test/tags', {}, 'nobody keeps it'],
    ['an easy one', `${asked}/ValidationRules/ExpectedHttpStatusCode`, 0, 'any answer'],
    ['a blind one', `${asked}/ValidationRules/SSLCertRemainingLifetimeCheck`, 1, 'ends unseen'],
    ['no alert', 'availability/unreachable', undefined, 'not one alert'],
    ['a nervous one', 'availability/unreachable/properties/criteria/failedLocationCount', 1, 'one place'],
  ])('%s', (_, path, value, complaint) => {
    expect(unseen(prodWith(path, value))).toContainEqual(expect.stringContaining(complaint));
  });
});

test('an account that was restored takes the place of the first, wherever that is spoken of', () => {
  const cosmosName = 'cosmos-privacy-prod-restored';
  const { the, resources, outputs } = deployed('prod', compiled, { cosmosName });
  expect(the('Microsoft.DocumentDB/databaseAccounts').name).toBe(cosmosName);
  expect(valueAt(outputs, ['PRIVACY_COSMOS_ACCOUNT', 'value'])).toBe(cosmosName);
  const settings = resources.find(({ path }) => path === 'functionApp/app::appSettings')?.properties ?? {};
  expect(settings['Cosmos__accountEndpoint']).toContain(`//${cosmosName}.`);
  const roles = resources.filter(({ type }) => type.endsWith('/sqlRoleAssignments'));
  expect(roles.filter(({ name }) => !name.startsWith(`${cosmosName}/`))).toEqual([]);
  expect(roles.length).toBeGreaterThan(0);
});
