import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');

const permissions = z.record(z.string(), z.enum(['read', 'write']));
const step = z.object({ uses: z.string().optional(), run: z.string().optional() });
const job = z.object({
  needs: z.array(z.string()).default([]),
  if: z.string().optional(),
  environment: z.string().optional(),
  concurrency: z.object({ group: z.string(), 'cancel-in-progress': z.boolean() }).optional(),
  'timeout-minutes': z.number().int().positive(),
  permissions,
  env: z.record(z.string(), z.string()).default({}),
  steps: z.array(step),
});
const workflow = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions,
  concurrency: z.object({ group: z.string() }).loose(),
  jobs: z.record(z.string(), job),
});

const paths = globSync('.github/workflows/*.yml', { cwd: root });
const workflows = paths.map((path) => ({ path, text: textOf(path), ...workflow.parse(parse(textOf(path))) }));
const delivery =
  workflows.find(({ path }) => path.endsWith('/delivery.yml')) ?? expect.unreachable('no workflow');
const jobs = workflows.flatMap(({ path, jobs: all }) =>
  Object.entries(all).map(([name, each]) => ({ name: `${path} ${name}`, ...each })),
);
const stepsOf = (name: string) => delivery.jobs[name]?.steps.map(({ uses, run }) => run ?? uses) ?? [];

describe('a workflow', () => {
  test.each(workflows)('$path has no secret, and no token outlives its job', ({ text }) => {
    expect(text).not.toMatch(/secrets\s*[.[]/);
    expect(text).not.toMatch(/client-secret|creds:|password/i);
    const checkouts = text.split('actions/checkout@').length - 1;
    expect(text.match(/persist-credentials: false/g)).toHaveLength(checkouts);
  });

  test.each(workflows)('$path takes actions by their commit, with the version beside it', ({ text }) => {
    const lines = text.split('\n').filter((line) => /^\s*- uses:/.test(line));
    expect(lines).not.toEqual([]);
    for (const line of lines) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test.each(workflows)('$path lets nobody put words into a command', ({ jobs: all }) => {
    const commands = Object.values(all).flatMap(({ steps }) => steps.map(({ run }) => run ?? ''));
    for (const command of commands) expect(command).not.toContain('${{');
  });

  test.each(workflows)(
    '$path gives nothing to everybody, and runs for no stranger’s code with rights',
    (each) => {
      expect(each.permissions).toEqual({});
      expect(Object.keys(each.on)).not.toContain('pull_request_target');
    },
  );
});

describe('a job', () => {
  test.each(jobs)('$name has the rights it needs and no more', ({ permissions: given, steps }) => {
    const signsIn = steps.some(({ uses }) => uses?.toLowerCase().startsWith('azure/login@'));
    expect(given).toEqual({ contents: 'read', ...(signsIn && { 'id-token': 'write' }) });
  });

  test.each(jobs)('$name runs scripts and files that are there', ({ steps }) => {
    const scripts = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(textOf('package.json')));
    const commands = steps.flatMap(({ run }) => run?.split('\n') ?? []);
    for (const [, name = ''] of commands.flatMap((line) => [...line.matchAll(/npm run ([\w:-]+)/g)]))
      expect(Object.keys(scripts.scripts)).toContain(name);
    for (const [, path = ''] of commands.flatMap((line) => [...line.matchAll(/^(?:node )?(\S+\/\S+)/g)]))
      expect(statSync(join(root, path)).isFile()).toBe(true);
  });
});

describe('what goes to Azure', () => {
  test('goes in this order: verified, previewed, let through by a person, deployed, looked at', () => {
    const needs = Object.entries(delivery.jobs).map(([name, each]) => [name, each.needs]);
    expect(Object.fromEntries(needs)).toEqual({
      verify: [],
      emulators: [],
      preview: ['verify', 'emulators'],
      deploy: ['preview'],
      smoke: ['deploy'],
    });
    expect(delivery.jobs['deploy']?.environment).toBe('azure');
    expect(delivery.jobs['preview']?.environment).toBe('azure-preview');
  });

  test('comes from main, and never from a pull request', () => {
    expect(delivery.on).toEqual({ pull_request: null, push: { branches: ['main'] } });
    expect(delivery.jobs['preview']?.if).toContain(`github.event_name == 'push'`);
  });

  test('is told everything that the parameters of the template are read from', () => {
    const read = textOf('infra/main.bicepparam').matchAll(/readEnvironmentVariable\('(\w+)'/g);
    const names = [...read].map(([, name = '']) => name).toSorted();
    expect(names).not.toEqual([]);
    for (const name of ['preview', 'deploy'])
      expect(Object.keys(delivery.jobs[name]?.env ?? {}).toSorted()).toEqual(names);
  });

  test('is deployed once at a time, and never stopped half-way', () => {
    expect(delivery.jobs['deploy']?.concurrency).toEqual({ group: 'azure', 'cancel-in-progress': false });
  });

  test('is verified by what a maintainer runs, and by the emulators of Microsoft', () => {
    expect(stepsOf('verify').at(-1)).toBe('.ci/run');
    expect(stepsOf('emulators').at(-1)).toBe('npm run test:emulators');
    expect(stepsOf('smoke').at(-1)).toBe('node infra/smoke.ts "$PUBLIC_ORIGIN"');
  });
});

test('new versions are looked for weekly, of packages and of actions', () => {
  const dependabot = z
    .object({
      updates: z.array(
        z.object({
          'package-ecosystem': z.string(),
          schedule: z.object({ interval: z.string() }),
          groups: z.record(z.string(), z.unknown()),
        }),
      ),
    })
    .parse(parse(textOf('.github/dependabot.yml')));
  const intervals = dependabot.updates.map((each) => [each['package-ecosystem'], each.schedule.interval]);
  expect(Object.fromEntries(intervals)).toEqual({ npm: 'weekly', 'github-actions': 'weekly' });
});
