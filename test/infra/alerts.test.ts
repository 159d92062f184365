import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import alerts from '../../infra/alerts.json' with { type: 'json' };
import serviceBus from '../../infra/service-bus.json' with { type: 'json' };
import { workbookText } from '../../infra/workbook.ts';
import { chase } from '../../shared/policy/retention.ts';
import { requestRules } from '../../shared/policy/rights.ts';
import { heartbeatPartitions, jobs, type Signal, signals } from '../../shared/policy/signals.ts';
import { parseQuery, part, partsOfKind } from './kql/language.ts';
import { queryFiles, queryText } from './kql/query-files.ts';
import { type Row } from './kql/row.ts';
import { argumentsOf, literal, textOf } from './kql/scalar.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const milliseconds = (period: string) => Temporal.Duration.from(period).total('milliseconds');

/** What Azure Monitor lets a log alert choose, in minutes. */
const frequencies = [5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 720, 1440];
const windows = [5, 10, 15, 30, 45, 60, 120, 180, 240, 300, 360, 1440, 2880];
const minutes = (period: string) => milliseconds(period) / 60_000;

const all = [...alerts.log, ...alerts.metric, alerts.availability];

describe('the list of alerts', () => {
  test('has each name once', () => {
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });

  test('is the list of conditions, which Bicep reads', () => {
    const names = queryFiles(['alerts']).map(({ name }) => name);
    expect(alerts.log.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
    const exported = names.map((name) => `'${name}': loadTextContent('queries/alerts/${name}.kql')`);
    const lines = read('infra/queries.bicep')
      .split('\n')
      .map((line) => line.trim());
    expect(lines.filter((line) => line.includes('loadTextContent')).toSorted()).toEqual(exported.toSorted());
  });

  test.each(all)('$name is told in a sentence, with a severity that Azure knows', ({ says, severity }) => {
    expect(says).toMatch(/^[A-Z].*\.$/u);
    expect([0, 1, 2, 3]).toContain(severity);
  });

  test.each(alerts.log)(
    '$name is asked as often, and over as long a time, as a rule can be',
    ({ every, over }) => {
      expect(frequencies).toContain(minutes(every));
      expect(windows).toContain(minutes(over));
      expect(minutes(every)).toBeLessThanOrEqual(minutes(over));
    },
  );

  test.each(alerts.log)('$name looks back as far as its rule lets it see', ({ name, over }) => {
    const { syntax } = parseQuery(queryText('alerts', name));
    const calls = partsOfKind(syntax, 'FunctionCallExpression').filter(
      (call) => part(call, 'Name').text === 'ago',
    );
    const spans = calls.flatMap(argumentsOf);
    // A rule takes nothing else for `ago`.
    expect(spans.map(({ kind }) => kind)).toEqual(spans.map(() => 'LiteralExpression'));
    expect(new Set(spans.map(literal))).toEqual(new Set([milliseconds(over)]));
  });
});

describe('the limits in the queries', () => {
  const schedules = ['alerts/job-absent', 'workbook/promises'].map((path) =>
    perJob(read(`infra/queries/${path}.kql`)),
  );
  const timers = [...read('functions/main.ts').matchAll(/^timer\('(?<job>[\w-]+)', '(?<cron>[^']+)'/gmu)].map(
    ({ groups }) => ({ job: groups?.['job'] ?? '', gap: longestGap(groups?.['cron'] ?? '') }),
  );

  test('name every job, and the same silence wherever they are said', () => {
    expect([...(schedules[0]?.keys() ?? [])].toSorted()).toEqual([...jobs].toSorted());
    expect(schedules[1]).toEqual(schedules[0]);
  });

  test('let each job miss one run, and few more', () => {
    expect(timers.map(({ job }) => job).toSorted()).toEqual([...jobs].toSorted());
    for (const { job, gap } of timers) {
      const silence = schedules[0]?.get(job) ?? 0;
      const daily = gap >= 86_400_000;
      expect(silence).toBeGreaterThan(daily ? gap : 2 * gap);
      expect(silence).toBeLessThanOrEqual(Math.max(15 * gap, 15 * 60_000));
    }
  });

  test('let a job fail twice where the next run is a quarter of an hour away at most', () => {
    const patience = perJob(queryText('alerts', 'job-failed'));
    expect([...patience]).toEqual(
      [...patience.keys()].map((name) => {
        const gap = timers.find(({ job }) => job === name)?.gap ?? 0;
        return [name, gap <= 15 * 60_000 ? 2 : 1];
      }),
    );
    expect(patience.size).toBe(jobs.length);
  });

  test('name every gauge by what is always sent of it; the heartbeat has an alert of its own', () => {
    const [table] = partsOfKind(
      parseQuery(queryText('alerts', 'gauge-absent')).syntax,
      'DataTableExpression',
    );
    const asked = table === undefined ? [] : part(table, 'Values').parts.map((cell) => String(literal(cell)));
    const gauges = Object.entries<Signal>(signals).filter(([, { kind }]) => kind === 'gauge');
    const first = gauges.map(([name, { numbers }]) => `${name}.${Object.keys(numbers)[0]}`);
    expect([...asked, 'relay-lag.seconds'].toSorted()).toEqual(first.toSorted());
  });

  test('of the relay’s silence are as many as there are heartbeats', () => {
    expect(queryText('alerts', 'relay-silent')).toContain(`let Written = ${heartbeatPartitions.length};`);
  });

  test('of a processor’s silence are the policy’s', () => {
    const hours = milliseconds(chase.silent) / 3_600_000;
    expect(queryText('alerts', 'processor-silent')).toContain(`let Longest = ${hours}h;`);
    expect(queryText('workbook', 'promises')).toContain(`'processors-unanswered.seconds', ${hours * 3600},`);
  });

  test('of a near deadline is one of the days on which staff are reminded', () => {
    const near = /let Near = (?<days>\d+);/u.exec(queryText('alerts', 'deadline-near'))?.groups?.['days'];
    expect(requestRules.remindBefore).toContain(Number(near));
  });
});

/** The `datatable` of jobs in a query: its number for each; spans of time in milliseconds. */
function perJob(query: string): ReadonlyMap<string, number> {
  const [table] = partsOfKind(parseQuery(query).syntax, 'DataTableExpression').filter(({ text }) =>
    text.includes('Job:'),
  );
  const cells = table === undefined ? [] : part(table, 'Values').parts.map(literal);
  const pairs = cells.flatMap((cell, at): [string, number][] =>
    at % 2 === 0 ? [[String(cell), Number(cells[at + 1])]] : [],
  );
  return new Map(pairs);
}

function longestGap(cron: string): number {
  const runs = new Cron(cron, { timezone: 'UTC', sloppyRanges: true }).nextRuns(100, '2026-11-25T00:00:00Z');
  return Math.max(...runs.slice(1).map((run, index) => run.getTime() - (runs[index]?.getTime() ?? 0)));
}

describe('the broker', () => {
  const [namespace] = serviceBus.UserConfig.Namespaces;
  const { Queues = [], Topics = [] } = namespace ?? {};
  const watched = (metric: string) =>
    alerts.metric.filter((alert) => alert.metric === metric).flatMap(({ values }) => values);

  test('is watched for messages that nobody takes, in each queue and topic', () => {
    const names = [...Queues, ...Topics].map(({ Name }) => Name);
    expect(watched('ActiveMessages').toSorted()).toEqual(names.toSorted());
  });

  test('lets no message end unseen', () => {
    const entities = [...Queues, ...Topics.flatMap(({ Subscriptions }) => Subscriptions)];
    expect(entities.filter(({ Properties }) => !Properties.DeadLetteringOnMessageExpiration)).toEqual([]);
    expect(watched('DeadletteredMessages')).toEqual(['*']);
  });
});

describe('the workbook', () => {
  const text = read('infra/workbook.json');
  const workbook: {
    readonly version: string;
    readonly items: readonly { readonly type: number; readonly name: string; readonly content: Row }[];
  } = JSON.parse(text);
  const queries = workbook.items.filter(({ type }) => type === 3);

  test('is what `node infra/workbook.ts` writes', () => {
    expect(text).toBe(workbookText());
  });

  test('is a notebook whose items have names of their own', () => {
    expect(workbook.version).toBe('Notebook/1.0');
    expect(new Set(workbook.items.map(({ name }) => name)).size).toBe(workbook.items.length);
  });

  test('opens on the promises', () => {
    expect(queries[0]).toMatchObject({ name: 'promises', content: { visualization: 'tiles' } });
  });

  test('shows every query that was written for it, word by word', () => {
    const files = queryFiles(['workbook']);
    expect(queries.map(({ name }) => name).toSorted()).toEqual(files.map(({ name }) => name).toSorted());
    for (const { name, text: query } of files) {
      expect(queries.find((item) => item.name === name)?.content['query']).toBe(query);
    }
  });

  test('has no braces in a query, which it would take for a parameter', () => {
    expect(queries.filter(({ content }) => /[{}]/u.test(textOf(content['query'] ?? null)))).toEqual([]);
  });
});
