import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { telemetryPage } from '../../docs/telemetry.ts';
import alerts from '../../infra/alerts.json' with { type: 'json' };
import { queryFiles } from './kql/query-files.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'docs/operations');
const pages = readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const page = (name: string) => pages.find(({ file }) => file === `${name}.md`)?.text ?? '';

const all = [
  ...alerts.log.map(({ name, severity, says }) => ({ name, severity, says, runbook: name })),
  ...alerts.metric.map(({ runbook, ...alert }) => ({ ...alert, runbook: runbook ?? alert.name })),
  { ...alerts.availability, runbook: alerts.availability.name },
];

describe('every alert', () => {
  test.each(all)(
    '$name has a page: what it means, how to look, how to mend, how to know',
    ({ name, runbook }) => {
      const headings = page(runbook)
        .split('\n')
        .filter((line) => line.startsWith('#'));
      expect(headings.slice(1)).toEqual([
        '## What it means',
        '## How to look',
        '## How to mend',
        '## How to know it is mended',
      ]);
      expect(headings[0]).toMatch(/^# Alerts?: /u);
      expect(headings[0]?.replace(/^# Alerts?: /u, '').split(', ')).toContain(name);
    },
  );

  test.each(all)('$name is in the index, with its severity', ({ name, severity, says, runbook }) => {
    expect(page('README')).toContain(`| [${name}](${runbook}.md) | ${severity} | ${says} |`);
  });

  test('is behind every page, but for those that are about something else', () => {
    const others = ['README', 'getting-in', 'restore-from-backup', 'telemetry'];
    const expected = new Set([...all.map(({ runbook }) => runbook), ...others].map((name) => `${name}.md`));
    expect(pages.map(({ file }) => file).toSorted()).toEqual([...expected].toSorted());
  });
});

describe('the pages', () => {
  test('lead to every query that was written for them', () => {
    const linked = pages.flatMap(({ text }) => [
      ...text.matchAll(/queries\/runbooks\/(?<name>[\w-]+)\.kql/gu),
    ]);
    const names = new Set(linked.map(({ groups }) => groups?.['name']));
    expect(queryFiles(['runbooks']).filter(({ name }) => !names.has(name))).toEqual([]);
  });

  test.each(pages)('$file links to nothing that is not there', ({ text }) => {
    const targets = [...text.matchAll(/\]\((?<target>[^)#]+)/gu)].map(
      ({ groups }) => groups?.['target'] ?? '',
    );
    const local = targets.filter((target) => !target.startsWith('https://'));
    expect(local.filter((target) => !existsSync(join(folder, target)))).toEqual([]);
  });

  test('name pages and calls that there are', () => {
    const routes = readFileSync(join(root, 'functions/main.ts'), 'utf8');
    const named = pages.flatMap(({ text }) => [
      ...text.matchAll(/(?<path>\/(?:api\/)?ops(?:\/[a-z-]+)*|\/api\/health)\b/gu),
    ]);
    expect(named.length).toBeGreaterThan(20);
    const missing = named
      .map(({ groups }) => groups?.['path'] ?? '')
      .filter((path) => !routes.includes(` ${path}'`));
    expect(missing).toEqual([]);
  });

  test('name functions that there are', () => {
    const functions = readFileSync(join(root, 'functions/main.ts'), 'utf8');
    const named = pages.flatMap(({ text }) => [
      ...text.matchAll(/(?:PAUSED_JOBS[= ]|admin\/functions\/)(?<name>[a-z-]+)/gu),
    ]);
    const missing = named
      .map(({ groups }) => groups?.['name'] ?? '')
      .filter((name) => !functions.includes(`'${name}'`));
    expect(named.length).toBeGreaterThan(3);
    expect(missing).toEqual([]);
  });

  test('say of each command which environment it is about', () => {
    const commands = pages.flatMap(({ text }) => commandsIn(text));
    expect(commands.length).toBeGreaterThan(20);
    expect(commands.filter((command) => !/ (?:-g|--resource-group) /u.test(command))).toEqual([]);
  });

  test('switch off no function by a setting whose name Linux does not take', () => {
    expect(pages.filter(({ text }) => text.includes('AzureWebJobs.'))).toEqual([]);
  });

  test.each(pages)(
    '$file uses no variable but its own and those of the page that says how to get them',
    ({ text }) => {
      const setIn = (of: string) =>
        [...of.matchAll(/(?:^|; )(?<name>\w+)=\$\(/gmu)].map(({ groups }) => groups?.['name']);
      const known = text.includes('getting-in.md')
        ? [...setIn(text), ...setIn(page('getting-in'))]
        : setIn(text);
      const used = [...text.matchAll(/"\$(?<name>\w+)/gu)].map(({ groups }) => groups?.['name']);
      expect(used.filter((name) => !known.includes(name))).toEqual([]);
    },
  );

  test('list the signals as `node docs/telemetry.ts` writes them', () => {
    expect(page('telemetry')).toBe(telemetryPage());
  });
});

/** What is run with the Azure CLI against a resource; `az ad` asks Entra ID, which is of no environment. */
function commandsIn(text: string): readonly string[] {
  const joined = text.replaceAll(/\\\n\s*/gu, ' ');
  return [...joined.matchAll(/(?:^|[`$(])\s*(?<command>az (?!ad |resource list)[^`\n]+)/gmu)].map(
    ({ groups }) => groups?.['command'] ?? '',
  );
}
