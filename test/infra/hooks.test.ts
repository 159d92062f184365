import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import staffRoles from '../../infra/hooks/staff-roles.json' with { type: 'json' };
import { roles } from '../../shared/policy/roles.ts';

const hooks = join(import.meta.dirname, '../../infra/hooks');

const client = '00000000-0000-4000-8000-000000000001';
const principal = '00000000-0000-4000-8000-000000000002';

/** What azd knows after it has provisioned. */
const provisioned = {
  AZURE_ENV_NAME: 'dev',
  AZURE_TENANT_ID: 'tenant',
  AZURE_SUBSCRIPTION_ID: 'subscription',
  AZURE_RESOURCE_GROUP: 'group',
  PRIVACY_APP_NAME: 'app',
  PRIVACY_APP_ORIGIN: 'https://app.azurewebsites.example',
  PRIVACY_PUBLIC_ORIGIN: 'https://privacy.example',
  PRIVACY_KEY_VAULT: 'vault',
  PRIVACY_SECRETS: 'identifier-peppers zendesk-token',
  PRIVACY_SIGN_IN_PRINCIPAL_ID: principal,
};

/** Answers by the words that a call of `az` begins with. */
type Answers = Readonly<Record<string, string>>;

/** The two tools, as far as the hooks use them: they note what they are asked, and answer what the test says. */
const tool = `#!/usr/bin/env bash
printf '%s\\n' "$(basename "$0") $*" >> "$CALLS"
case "$*" in *@/dev/stdin*) printf 'given: %s\\n' "$(cat)" >> "$CALLS" ;; esac
while IFS='=' read -r words answer; do
  case "$*" in "$words"*) if [ "$answer" = fails ]; then exit 3; fi; printf '%s\\n' "$answer" | tr ' ' '\\n' ;; esac
done <<< "$ANSWERS"
`;

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hooks-'));
  for (const name of ['az', 'azd']) {
    writeFileSync(join(folder, name), tool);
    chmodSync(join(folder, name), 0o755);
  }
});

afterEach(() => rmSync(folder, { recursive: true }));

function run(
  hook: string,
  {
    environment = {},
    answers = {},
    input = '',
  }: {
    readonly environment?: NodeJS.ProcessEnv;
    readonly answers?: Answers;
    readonly input?: string;
  } = {},
): { readonly status: number | null; readonly said: string; readonly calls: readonly string[] } {
  const calls = join(folder, 'calls');
  const { status, stdout, stderr } = spawnSync(
    'bash',
    [join(hooks, hook.split(' ')[0] ?? ''), ...hook.split(' ').slice(1)],
    {
      encoding: 'utf8',
      input,
      env: {
        PATH: [folder, process.env['PATH']].join(delimiter),
        CALLS: calls,
        ANSWERS: Object.entries(answers)
          .map(([words, answer]) => `${words}=${answer}`)
          .join('\n'),
        ...environment,
      },
    },
  );
  return {
    status,
    said: stdout + stderr,
    calls: existsSync(calls) ? readFileSync(calls, 'utf8').trimEnd().split('\n') : [],
  };
}

describe('preprovision', () => {
  const environment = { AZURE_ENV_NAME: 'dev' };

  test('makes the registration that staff sign in with, without a secret', () => {
    const answers = { 'ad app create': client, 'ad sp show': 'fails' };
    const { status, calls } = run('preprovision.sh', { environment, answers });
    expect(status).toBe(0);
    expect(calls).toContain(`azd env set PRIVACY_STAFF_CLIENT_ID ${client}`);
    expect(calls).toContain(`az ad app update --id ${client} --app-roles @staff-roles.json`);
    expect(calls).toContain(`az ad sp create --id ${client} --output none`);
    // Who was given no role does not get in.
    expect(calls).toContain(`az ad sp update --id ${client} --set appRoleAssignmentRequired=true`);
    expect(calls.filter((call) => /credential|password|secret/.test(call))).toEqual([]);
  });

  test('consents to the sign-in for all, since nobody can where a role is required', () => {
    const answers = { 'ad app create': client, 'ad app permission list-grants': '0' };
    const { status, calls } = run('preprovision.sh', { environment, answers });
    expect(status).toBe(0);
    expect(calls.join('\n')).toMatch(`az ad app permission grant --id ${client}`);
  });

  test('says whom to ask, where whoever runs it may not consent', () => {
    const answers = {
      'ad app create': client,
      'ad app permission list-grants': '0',
      'ad app permission grant': 'fails',
    };
    const { status, said } = run('preprovision.sh', { environment, answers });
    expect(status).toBe(0);
    expect(said).toContain('waits for an administrator');
  });

  test('makes none where there is one', () => {
    const { status, calls } = run('preprovision.sh', { environment, answers: { 'ad app list': client } });
    expect(status).toBe(0);
    expect(calls.filter((call) => / create /.test(call))).toEqual([]);
  });

  test('registers what the app joins its network by, where it has one', () => {
    const register = 'az provider register --namespace Microsoft.App --wait';
    expect(run('preprovision.sh', { environment }).calls).not.toContain(register);
    const prod = { ...environment, PRIVACY_STAGE: 'prod' };
    expect(run('preprovision.sh', { environment: prod }).calls).toContain(register);
  });

  test('leaves everything as it is in a workflow', () => {
    const { status, calls } = run('preprovision.sh', { environment: { ...environment, CI: 'true' } });
    expect({ status, calls }).toEqual({ status: 0, calls: [] });
  });

  test('the roles are those of the policy', () => {
    expect(staffRoles.map(({ value }) => value)).toEqual(roles.map((role) => `privacy.${role}`));
    // Nothing but a person is given one.
    expect(staffRoles.map(({ allowedMemberTypes }) => allowedMemberTypes)).toEqual(roles.map(() => ['User']));
  });
});

describe('postprovision', () => {
  const environment = { ...provisioned, PRIVACY_STAFF_CLIENT_ID: client };

  test('lets our identity stand in for the secret, and people come back to both addresses', () => {
    const { status, calls } = run('postprovision.sh', {
      environment,
      answers: { 'ad app federated-credential list': '0' },
    });
    expect(status).toBe(0);
    const update = calls.find((call) => call.includes('--web-redirect-uris'));
    expect(update).toContain('https://app.azurewebsites.example/.auth/login/aad/callback');
    expect(update).toContain('https://privacy.example/.auth/login/aad/callback');
    expect(calls.join('\n')).toContain(`"subject": "${principal}"`);
  });

  test('makes the first pepper, and hands it over where no list of processes shows it', () => {
    const { calls } = run('postprovision.sh', { environment });
    const put = calls.filter((call) => call.includes('--method put'));
    expect(put).toEqual([expect.stringContaining('/secrets/identifier-peppers?')]);
    const given = calls.flatMap((call) => /"value":"(1=[\w+/]{43}=)"/.exec(call)?.[1] ?? []);
    expect(given).toHaveLength(1);
    expect(calls.filter((call) => call.startsWith('az ') && call.includes('1='))).toEqual([]);
  });

  test('never makes a second, since nobody would be found under it', () => {
    const { calls } = run('postprovision.sh', {
      environment,
      answers: { 'rest --method get': 'zendesk-token identifier-peppers' },
    });
    expect(calls.filter((call) => call.includes('--method put'))).toEqual([]);
  });

  test('makes none where it cannot see whether there is one', () => {
    const { status, calls } = run('postprovision.sh', {
      environment,
      answers: { 'rest --method get': 'fails' },
    });
    expect(status).not.toBe(0);
    expect(calls.filter((call) => call.includes('--method put'))).toEqual([]);
  });

  test('says what people have to do yet', () => {
    const { said } = run('postprovision.sh', {
      environment: { ...environment, PRIVACY_STAGE: 'prod', SMTP_HOST: 'smtp.example' },
    });
    expect(said).toContain('Missing: infra/hooks/set-secret.sh zendesk-token');
    expect(said).toContain('Not set: azd env set ZENDESK_URL');
    expect(said).not.toContain('SMTP_HOST');
    expect(said).toContain('not locked yet');
  });

  test('leaves the registration as it is in a workflow', () => {
    const { status, calls } = run('postprovision.sh', { environment: { ...environment, CI: 'true' } });
    expect(status).toBe(0);
    expect(calls.filter((call) => call.startsWith('az ad'))).toEqual([]);
  });
});

describe('set-secret', () => {
  test('puts in what it is given, to the last line of a key, and makes the app look', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIG"H\\\n-----END PRIVATE KEY-----\n';
    const { status, calls } = run('set-secret.sh dkim-key', { environment: provisioned, input: key });
    expect(status).toBe(0);
    const given = calls.find((call) => call.startsWith('given: '))?.slice('given: '.length) ?? '';
    expect(JSON.parse(given)).toEqual({ properties: { value: key.trimEnd() } });
    expect(calls.at(-1)).toContain('/sites/app/config/configreferences/appsettings/refresh?');
  });

  test('puts in nothing when it is given nothing', () => {
    const { status, said } = run('set-secret.sh dkim-key', { environment: provisioned });
    expect(status).not.toBe(0);
    expect(said).toContain('The secret is empty.');
  });
});
