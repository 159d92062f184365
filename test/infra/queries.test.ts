import { describe, expect, test } from 'vitest';
import { evaluate } from './kql/evaluate.ts';
import { call, event, fault, faultOfHost, metrics, now, request } from './kql/items.ts';
import { parseQuery } from './kql/language.ts';
import { type QueryFile, queryFiles, queryText } from './kql/query-files.ts';
import { rowsOf } from './kql/rows-of.ts';
import { checkNames } from './kql/sent-names.ts';
import { healthy, healthyBut, healthyWithout, lag, troubles } from './kql/situations.ts';
import { usageOf, wrongNames } from './kql/usage.ts';
import { wires } from './kql/wires.ts';

const files = queryFiles();
const ask = (use: QueryFile['use'], name: string, items: readonly object[]) =>
  evaluate(queryText(use, name), { workspace: rowsOf(items), now });

describe('every query', () => {
  test.each(files)(
    '$use/$name is understood by the language service, over the tables of the workspace',
    ({ text }) => {
      expect(parseQuery(text).diagnostics).toEqual([]);
    },
  );

  test.each(files)('$use/$name asks for what the product may send', ({ text }) => {
    expect(wrongNames(text)).toEqual([]);
  });

  test.each(files)('$use/$name begins with its question, and says what it is for', ({ text }) => {
    expect(text).toMatch(/^\/\/ [A-Z].*\?\n\/\/ [A-Z]/u);
  });

  test('asks for everything that the product may send, one or the other', () => {
    const usages = files.map(({ text }) => usageOf(text));
    const names = new Set(usages.flatMap((usage) => [...usage.names]));
    const numbers = new Set(usages.flatMap((usage) => [...usage.numbers]));
    expect(wires.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
    expect(wires.flatMap((wire) => wire.numbers).filter((number) => !numbers.has(number))).toEqual([]);
  });
});

describe('a query with a wrong name is found out:', () => {
  test.each([
    ['AppEvent | count', 'does not refer to any known table'],
    ['AppEvents | where Nam == 1', 'does not refer to any known column'],
    ['AppRequests | project Url', 'does not refer to any known column'],
    ['AppEvents | extend A = unheard_of(Name)', 'does not refer to any known function'],
    ['AppEvents | where', 'Missing expression'],
  ])('%s', (text, diagnostic) => {
    expect(parseQuery(text).diagnostics[0]).toContain(diagnostic);
  });

  test.each([
    ["AppEvents | where Name == 'job-began'", 'no signal arrives as job-began'],
    ["AppEvents | where Name == 'relay-lag.seconds'", 'relay-lag.seconds arrives in AppMetrics'],
    ["AppMetrics | where Name in ('dead-letters', 'cookies-chosen')", 'no signal arrives as dead-letters'],
    [
      "AppEvents | where Name == 'job-ended' and tostring(Properties.task) == 'x'",
      'no signal has the property task',
    ],
    ["AppEvents | where Name == 'job-ended' and tostring(Properties.job) == 'sweep'", 'job never says sweep'],
    [
      "AppEvents | where Name == 'job-ended' | extend Outcome = tostring(Properties['outcome']) | where Outcome in ('failed', 'dead')",
      'outcome never says dead',
    ],
    [
      "datatable(Job: string)['sweep'] | join kind=inner (AppEvents | extend Job = tostring(Properties.job)) on Job",
      'job never says sweep',
    ],
    [
      "AppEvents | where Name == 'job-ended' | project S = Measurements.minutes",
      'no signal has the number minutes',
    ],
  ])('%s', (text, problem) => {
    expect(parseQuery(text).diagnostics).toEqual([]);
    expect(wrongNames(text)).toEqual([problem]);
  });
});

describe('the promises', () => {
  const statuses = (items: readonly object[]) =>
    Object.fromEntries(
      ask('workbook', 'promises', items).map(({ Promise: promise, Status }) => [promise, Status]),
    );
  const all = (status: string) => ({
    'Erased in time': status,
    'Requests answered in time': status,
    'Processors answered': status,
    'Nothing left behind': status,
    'Everything relayed': status,
    'Sweeps ran': status,
  });

  test('are kept when nothing is wrong', () => {
    expect(statuses(healthy)).toEqual(all('kept'));
  });

  test('are unknown when nothing is heard', () => {
    expect(statuses([])).toEqual(all('unknown'));
  });

  test.each([
    ['retention-overdue', 'Erased in time'],
    ['erasure-overdue', 'Erased in time'],
    ['request-overdue', 'Requests answered in time'],
    ['processor-silent', 'Processors answered'],
    ['task-overdue', 'Processors answered'],
    ['leftover-found', 'Nothing left behind'],
    ['relay-lag', 'Everything relayed'],
    ['dead-letter', 'Everything relayed'],
  ])('are broken where the alert %s fires', (alert, promise) => {
    expect(statuses(troubles[alert]?.items ?? [])).toEqual({ ...all('kept'), [promise]: 'broken' });
  });

  test('are broken when one part of the database is slow, and not when it was', () => {
    const slow = (ago: number) => lag('heartbeats-3', 300, ago);
    expect(statuses(healthyBut(slow(0)))).toEqual({ ...all('kept'), 'Everything relayed': 'broken' });
    expect(statuses(healthyBut(slow(4)))).toEqual(all('kept'));
  });

  test('are broken when a sweep runs and always fails', () => {
    const failed = event('job-ended', { words: { job: 'sweep-retention', outcome: 'failed' } });
    const items = [...healthyWithout('job-ended', { job: 'sweep-retention' }), failed];
    expect(statuses(items)).toEqual({ ...all('kept'), 'Sweeps ran': 'broken' });
  });
});

describe('a query shows', () => {
  test('the open requests of each right, with the next last day', () => {
    expect(ask('workbook', 'requests-open', healthy)).toEqual([
      { Right: 'access', Requests: 1, Overdue: 0, DaysLeft: 12 },
      { Right: 'erasure', Requests: 1, Overdue: 0, DaysLeft: 12 },
    ]);
  });

  test('the erasures that wait, by cause, the oldest first', () => {
    const held = metrics('erasures-open', {
      words: { cause: 'withdrawal', state: 'held' },
      numbers: { erasures: 1, seconds: 36_000 },
    });
    expect(ask('workbook', 'erasures-open', healthyBut(held))).toEqual([
      { Cause: 'withdrawal', State: 'held', Erasures: 1, OldestHours: 10 },
      { Cause: 'retention', State: 'waiting', Erasures: 2, OldestHours: 2 },
    ]);
  });

  test('how long processors take', () => {
    const slow = [2, 4, 9].map((seconds) => call('goto', { success: true, seconds }));
    expect(ask('workbook', 'processor-calls', [...slow, call('zendesk', { success: false })])).toEqual([
      { Processor: 'goto', Calls: 3, Failed: 0, Median: 4000, Slowest: 9000 },
      { Processor: 'zendesk', Calls: 1, Failed: 1, Median: 1000, Slowest: 1000 },
    ]);
  });

  test('one operation from the request to the processor, in the order in which it happened', () => {
    const operation = '00000000000000000000000000000000';
    const items = healthyBut(
      call('zendesk', { success: true }, { ago: 1, operation }),
      event('request-received', { words: { right: 'erasure', by: 'person' }, ago: 2, operation }),
      request(202, { ago: 3, operation }),
    );
    expect(ask('runbooks', 'one-trace', items)).toMatchObject([
      { What: 'request', Outcome: '202' },
      { What: 'fact', Name: 'request-received', Outcome: '{"right":"erasure","by":"person"}' },
      { What: 'call', Name: 'zendesk', Outcome: 'done' },
    ]);
  });

  test('which faults occur: by our own word, since the host has one for all, and by its own where only it saw one', () => {
    const items = [
      ...fault('send-mail', 'ECONNREFUSED', { ago: 9 }),
      ...fault('send-mail', 'ECONNREFUSED', { ago: 2 }),
      faultOfHost('measure', 'Microsoft.Azure.WebJobs.Host.FunctionTimeoutException'),
    ];
    expect(ask('runbooks', 'faults', items)).toMatchObject([
      { Function: 'send-mail', Fault: 'ECONNREFUSED', Times: 2, First: now - 540_000, Last: now - 120_000 },
      { Function: 'measure', Fault: 'Microsoft.Azure.WebJobs.Host.FunctionTimeoutException', Times: 1 },
    ]);
  });

  test('why the relay does not get on', () => {
    const items = [...fault('relay-events', 'BatchUnavailable 429'), ...fault('send-mail', 'ECONNREFUSED')];
    expect(ask('runbooks', 'relay-faults', items)).toMatchObject([{ Fault: 'BatchUnavailable 429' }]);
  });

  test('by what fault a run failed, and the run also where no line has come', () => {
    const failed = (ago: number, operation: string) =>
      event('job-ended', { words: { job: 'measure', outcome: 'failed' }, ago, operation });
    const items = [
      failed(1, 'a'),
      ...fault('measure', 'MeasureIncomplete', { ago: 1, operation: 'a' }),
      failed(6, 'b'),
    ];
    expect(ask('runbooks', 'failed-runs', items)).toMatchObject([
      { Job: 'measure', Fault: 'MeasureIncomplete', OperationId: 'a' },
      { Job: 'measure', Fault: '', OperationId: 'b' },
    ]);
  });

  test.each(queryFiles(['workbook', 'runbooks']))(
    '$use/$name can be reckoned of a healthy day',
    ({ use, name }) => {
      expect(() => ask(use, name, healthy)).not.toThrow();
    },
  );
});

describe('what was really sent', () => {
  const said = { words: { job: 'measure', outcome: 'succeeded' }, numbers: { seconds: 1 } } as const;

  test('is held against the names in the queries', () => {
    const check = checkNames([event('job-ended', said), ...lag('heartbeats-1', 1, 1)]);
    expect(check).toMatchObject({ unread: [], lacking: [] });
    expect(check.unsent).toContain('lookup-made');
    expect(check.unsent).not.toContain('job-ended');
  });

  test('may lack what queries ask for', () => {
    const { lacking } = checkNames([event('job-ended', { words: { job: 'measure' } })]);
    expect(lacking).toEqual(['job-ended: outcome', 'job-ended: seconds']);
  });

  test('may be called otherwise', () => {
    const items = metrics('job-ended', said);
    expect(checkNames(items)).toMatchObject({ unread: ['job-ended.seconds'] });
  });

  test('may arrive in another table', () => {
    expect(checkNames(metrics('job-ended', { words: said.words })).lacking).toEqual([
      'job-ended in AppEvents',
    ]);
  });

  test('is also the calls to processors', () => {
    const [known, unknown] = [call('goto', { success: true }), call('goto', { success: true })];
    const { properties: _, ...baseData } = { properties: {}, ...unknown.data.baseData };
    const bare = { ...unknown, data: { ...unknown.data, baseData } };
    expect(checkNames([known]).lacking).toEqual([]);
    expect(checkNames([known, bare]).lacking).toEqual(['call: operation']);
  });

  test('is refused where it is no telemetry', () => {
    expect(() => rowsOf([{ time: '2026-11-25T12:00:00Z', data: { baseType: 'PageViewData' } }])).toThrow();
  });
});

describe('the small evaluator', () => {
  const workspace = rowsOf([]);
  const of = (text: string) => evaluate(text, { workspace, now })[0]?.['A'];

  test('refuses what it does not know', () => {
    const unknown = [
      'AppEvents | sample 1',
      'print A = rand()',
      'print A = 1 % 2',
      'print A = max_of(1, int(null))',
    ];
    for (const text of [...unknown, 'print toupper("a")']) expect(() => of(text)).toThrow();
  });

  test('takes null for neither true nor false, and a text never for null', () => {
    const joined = (column: string) =>
      `datatable(Id: string)['x'] | join kind=leftouter (AppTraces | project Id = OperationId, Message, ItemCount) on Id | project A = ${column}`;
    expect(of(joined('ItemCount'))).toBeNull();
    expect(of(joined('not(ItemCount > 1)'))).toBeNull();
    expect(of(joined('not(ItemCount > 1 and Id == "y")'))).toBe(true);
    expect(of(joined('ItemCount > 1 or Id == "x"'))).toBe(true);
    expect(of(joined('Message'))).toBe('');
    expect(of(joined('isnull(Message)'))).toBe(false);
  });
});
