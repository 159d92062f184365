import { describe, expect, test } from 'vitest';
import alerts from '../../infra/alerts.json' with { type: 'json' };
import { evaluate } from './kql/evaluate.ts';
import { event, type Item, metrics, now, request, times } from './kql/items.ts';
import { queryFiles, queryText } from './kql/query-files.ts';
import { rowsOf } from './kql/rows-of.ts';
import { healthy, healthyBut, healthyWithout, troubles } from './kql/situations.ts';

const ask = (name: string, items: readonly object[]) =>
  evaluate(queryText('alerts', name), { workspace: rowsOf(items), now });

describe('an alert', () => {
  const conditions = queryFiles(['alerts']);

  test('is tried for each condition', () => {
    expect(Object.keys(troubles).toSorted()).toEqual(conditions.map(({ name }) => name).toSorted());
  });

  test.each(conditions)('$name does not fire when nothing is wrong', ({ name }) => {
    expect(ask(name, healthy)).toEqual([]);
  });

  test.each(Object.entries(troubles))('%s fires, and says what is wrong', (name, { items, rows }) => {
    expect(ask(name, items)).toEqual(rows.map((row) => expect.objectContaining(row)));
  });

  test.each(alerts.log)('$name says in a column for what each of its alerts is', ({ name, ...alert }) => {
    const columns = (troubles[name]?.rows ?? []).map((row) => new Map(Object.entries(row)));
    const each = 'each' in alert ? alert.each : undefined;
    const texts = columns[0]?.entries().filter(([, value]) => typeof value === 'string');
    expect([...(texts ?? [])].map(([column]) => column)).toEqual(each === undefined ? [] : [each]);
  });

  test('fires for the silence of everything where silence is what is wrong, and only there', () => {
    const firing = conditions.filter(({ name }) => ask(name, []).length > 0);
    expect(firing.map(({ name }) => name)).toEqual(['gauge-absent', 'job-absent', 'relay-silent']);
  });

  test('job-absent names every job that has not run, and no other', () => {
    const absent = (items: readonly object[]) => ask('job-absent', items).map(({ Job }) => Job);
    expect(absent([])).toHaveLength(8);
    const old = event('job-ended', { words: { job: 'measure', outcome: 'succeeded' }, ago: 21 });
    expect(absent([...healthyWithout('job-ended', { job: 'measure' }), old])).toEqual(['measure']);
  });

  test('job-absent gives each job its time on the first day, and no longer', () => {
    const began = (minutes: number) =>
      ask('job-absent', [
        event('job-ended', { words: { job: 'announce-policy', outcome: 'succeeded' }, ago: 1 }),
        event('job-ended', { words: { job: 'announce-policy', outcome: 'succeeded' }, ago: minutes }),
      ]).map(({ Job }) => Job);
    expect(began(19)).toEqual([]);
    expect(began(46)).toEqual(['measure', 'chase-processors', 'chase-deadlines', 'verify-erasures']);
    expect(began(26 * 60 + 1)).toHaveLength(7);
  });

  test('job-failed ends with the next run that succeeds', () => {
    const ended = (outcome: string, ago: number) =>
      event('job-ended', { words: { job: 'measure', outcome }, ago });
    const failed = [ended('failed', 2), ended('failed', 1)];
    expect(ask('job-failed', healthyBut(failed))).toEqual([{ Job: 'measure', At: now - 60_000 }]);
    expect(ask('job-failed', healthyBut(failed, ended('succeeded', 0)))).toEqual([]);
  });

  test('job-failed lets a job that runs often fail once, and no other', () => {
    const failed = (job: string) => event('job-ended', { words: { job, outcome: 'failed' }, ago: 1 });
    const jobs = (...items: readonly Item[]) => ask('job-failed', items).map(({ Job }) => Job);
    expect(jobs(failed('measure'), failed('sweep-retention'))).toEqual(['sweep-retention']);
    expect(jobs(failed('measure'), failed('measure'))).toEqual(['measure']);
  });

  test.each([
    { failed: 1, of: 1, fires: false },
    { failed: 2, of: 2, fires: true },
    { failed: 2, of: 3, fires: false },
    { failed: 5, of: 99, fires: true },
    { failed: 5, of: 100, fires: false },
  ])('calls-failing with $failed of $of calls: $fires', ({ failed, of, fires }) => {
    const asked = times(15, () => request(200, { function: 'get-health' }));
    const calls = [...times(failed, () => request(500)), ...times(of - failed, () => request(202))];
    const items = [...asked, ...calls, ...times(500, () => request(0))];
    expect(ask('calls-failing', items)).toHaveLength(fires ? 1 : 0);
  });

  test('access-denied does not mind a scanner that passes by', () => {
    const scanned = times(200, () => request(401));
    expect(ask('access-denied', healthyBut(scanned))).toEqual([]);
  });

  test('mail-failing is silent as soon as one mail goes out', () => {
    const putOff = times(9, () => event('mail-sent', { words: { letter: 'task', outcome: 'put-off' } }));
    const sent = event('mail-sent', { words: { letter: 'task', outcome: 'sent' } });
    expect(ask('mail-failing', [...putOff, sent])).toEqual([]);
  });

  test('unusual-lookups takes a busy day for usual', () => {
    const lookups = (count: number, ago: number) =>
      Array.from({ length: count }, () =>
        event('lookup-made', { words: { by: 'staff', found: 'one' }, ago }),
      );
    expect(ask('unusual-lookups', [...lookups(100, 5), ...lookups(40, 700)])).toEqual([]);
    expect(ask('unusual-lookups', [...lookups(100, 5), ...lookups(30, 700)])).toHaveLength(1);
  });

  test('an older measurement does not outweigh the newest', () => {
    const before = metrics('erasures-overdue', { numbers: { erasures: 5, seconds: 60 }, ago: 6 });
    expect(ask('erasure-overdue', healthyBut(before))).toEqual([]);
  });
});
