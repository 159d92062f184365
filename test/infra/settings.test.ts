import { describe, expect, test } from 'vitest';
import type { Json } from '../../local/cosmos/json.ts';
import { readSettings } from '../../shared/adapters/settings.ts';
import { sourceFiles } from '../architecture/source-files.ts';
import { asText, type Deployed, deployed, environments, prodWith } from './template.ts';

/** What the code asks for and the template does not set. */
const unset: Readonly<Record<string, string>> = {
  Cosmos: 'a connection string, on one machine',
  ServiceBus: 'a connection string, on one machine',
  AzureWebJobsStorage: 'a connection string, on one machine',
  LOG_ANALYTICS_TOKEN: 'the identity has one, where there is an identity',
  STAFF_DEVELOPMENT_KEY: 'opens the operations pages on one machine, and nothing on Azure',
  WEBSITE_AUTH_ENABLED: 'App Service says so itself',
  WEBSITE_SITE_NAME: 'App Service says so itself',
  OPENDSR_URL: 'none of today’s processors speaks OpenDSR',
  OPENDSR_DOMAIN: 'none of today’s processors speaks OpenDSR',
  OPENDSR_TOKEN: 'none of today’s processors speaks OpenDSR',
  OPENDSR_CA: 'none of today’s processors speaks OpenDSR',
};

/** What is set only where there is something to say. */
const perhaps: Readonly<Record<string, string>> = {
  SMTP_USER: 'where the mail server asks who it is',
  SMTP_PASSWORD: 'where the mail server asks who it is',
  DKIM_DOMAIN: 'where no relay signs',
  DKIM_SELECTOR: 'where no relay signs',
  DKIM_KEY: 'where no relay signs',
};

/** What the template sets and the code does not ask for. */
const platform: Readonly<Record<string, string>> = {
  APPLICATIONINSIGHTS_CONNECTION_STRING: 'the host writes telemetry too',
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'the host writes telemetry too, as the same identity',
  OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID: 'the sign-in of staff, without a secret',
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'nothing leaves beside the list of signals',
  WEBSITE_AUTH_AAD_ALLOWED_TENANTS: 'the sign-in of staff, of our own tenant only',
};

/** Every name that is asked for when the settings are read. */
function asked(): Set<string> {
  const names = new Set<string>();
  const environment = new Proxy<Record<string, string | undefined>>(
    {},
    {
      get: (_, name) => {
        names.add(String(name));
        return undefined;
      },
    },
  );
  expect(() => readSettings(environment)).toThrow('missing');
  return names;
}

/** The settings that each connection of a trigger, and the host's own storage, is read from. */
function connections(): Set<string> {
  const triggers = sourceFiles(['functions']).find(({ path }) => path === 'functions/main.ts')?.text ?? '';
  const named = new Set([...triggers.matchAll(/connection: '(\w+)'/g)].map(([, name = '']) => name));
  const endpoints: Readonly<Record<string, string>> = {
    AzureWebJobsStorage: 'blobServiceUri',
    Cosmos: 'accountEndpoint',
    ServiceBus: 'fullyQualifiedNamespace',
  };
  return new Set(
    [...named, 'AzureWebJobsStorage'].flatMap((name) =>
      [endpoints[name] ?? 'unknown', 'credential', 'clientId'].map((part) => `${name}__${part}`),
    ),
  );
}

function settingsOf({ of }: Deployed): Readonly<Record<string, Json>> {
  return of('Microsoft.Web/sites/config').find(({ name }) => name.endsWith('/appsettings'))?.properties ?? {};
}

function wrongSettings(all: Deployed): string[] {
  const set = settingsOf(all);
  const bare = all.environment === 'dev with nothing set';
  const read = new Set([...asked(), ...connections()]);
  const mayBeUnset = (name: string) => name in unset || (bare && name in perhaps);
  return [
    ...[...read].filter((name) => !(name in set) && !mayBeUnset(name)).map((name) => `${name} is not set`),
    ...Object.keys(set)
      .filter((name) => !read.has(name) && !(name in platform))
      .map((name) => `${name} is read by nobody`),
    ...Object.keys(set)
      .filter((name) => name in unset || (bare && name in perhaps))
      .map((name) => `${name} is set, though ${unset[name] ?? 'nothing was said of it'}`),
    ...Object.entries(set)
      .filter(([name, value]) => name.endsWith('__credential') && value !== 'managedidentity')
      .map(([name]) => `${name} is not by identity`),
  ];
}

describe.each(environments)('in %s', (environment) => {
  test('every setting that is read is set, and every one that is set is read', () => {
    expect(wrongSettings(deployed(environment))).toEqual([]);
  });

  test('nobody is entered under a pepper that the vault has not given yet', () => {
    // Azure then leaves the reference as the value.
    const literal = settingsOf(deployed(environment)) as Record<string, string>;
    const keys = 'DKIM_KEY' in literal ? /IDENTIFIER_PEPPERS.*DKIM_KEY/ : /IDENTIFIER_PEPPERS$/;
    expect(() => readSettings(literal)).toThrow(keys);
  });

  test('the code can read them, once the vault has what they refer to', () => {
    const pepper = `1=${Buffer.alloc(32, 'x').toString('base64')}`;
    const kept: Readonly<Record<string, string>> = {
      IDENTIFIER_PEPPERS: pepper,
      DKIM_KEY: '-----BEGIN PRIVATE KEY-----',
    };
    const fromVault = (name: string) => kept[name] ?? 'x';
    const values = Object.entries(settingsOf(deployed(environment))).map(([name, value]) => [
      name,
      asText(value).startsWith('@Microsoft.KeyVault') ? fromVault(name) : asText(value),
    ]);
    const settings = readSettings(Object.fromEntries(values) as Record<string, string>);
    expect(settings.cosmos).toEqual({ endpoint: expect.stringMatching(/^https:.*\.documents\.azure\.com/) });
    expect(settings.serviceBus).toEqual({ endpoint: expect.stringMatching(/\.servicebus\.windows\.net$/) });
    expect(settings.storage).toEqual({
      endpoint: expect.stringMatching(/^https:.*\.blob\.core\.windows\.net/),
    });
    expect(settings.telemetry.authentication).toMatch(/^ClientId=.*;Authorization=AAD$/);
    expect(settings.staff).toEqual({ by: 'nothing' });
  });
});

test('the lists of what is not set are no longer than they must be', () => {
  const names = asked();
  expect([...Object.keys(unset), ...Object.keys(perhaps)].filter((name) => !names.has(name))).toEqual([]);
});

describe('it would be seen', () => {
  const settings = 'functionApp/app::appSettings/properties';
  const functions = 'functionApp/variables';
  test.each<[string, string, Json | undefined, string]>([
    ['none at all', settings, {}, 'IDENTIFIER_PEPPERS is not set'],
    [
      'a setting that nobody reads',
      settings,
      { WEBSITE_RUN_FROM_PACKAGE: '1' },
      'RUN_FROM_PACKAGE is read by nobody',
    ],
    [
      'a key for one machine',
      settings,
      { STAFF_DEVELOPMENT_KEY: 'x' },
      'STAFF_DEVELOPMENT_KEY is set, though',
    ],
    [
      'a connection without identity',
      `${functions}/identitySuffixes/credential`,
      'x',
      'Cosmos__credential is not by',
    ],
    [
      'a connection that a trigger lacks',
      `${functions}/identitySuffixes/clientId`,
      undefined,
      'ServiceBus__clientId',
    ],
    ['another name', `${functions}/$fxv#0/goto/token`, 'GOTO', 'GOTO_TOKEN is not set'],
  ])('%s', (_, path, value, complaint) => {
    expect(wrongSettings(prodWith(path, value))).toContainEqual(expect.stringContaining(complaint));
  });
});
