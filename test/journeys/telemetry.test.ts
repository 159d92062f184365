import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heartbeatPartitions, jobs } from '../../shared/policy/signals.ts';
import { evaluate } from '../infra/kql/evaluate.ts';
import { queryFiles, queryText } from '../infra/kql/query-files.ts';
import { rowsOf } from '../infra/kql/rows-of.ts';
import { checkNames } from '../infra/kql/sent-names.ts';
import { type Acts, actsOn } from './acts.ts';
import { eventually, type Product, startProduct } from './product.ts';
import { callsIn, eventsNamed, metricsIn } from './sent-telemetry.ts';

let product: Product;
let acts: Acts;
beforeAll(async () => {
  product = await startProduct();
  acts = actsOn(product);
});
afterAll(() => product.stop());

const sent = () => product.stack.telemetry.items();
const now = () => Date.parse(product.stack.clock.now());
/** The parts of the database whose heartbeat came out of the change feed. */
const heard = () =>
  new Set(
    metricsIn(sent()).flatMap(({ name, about }) => (name === 'relay-lag.seconds' ? about['partition'] : [])),
  );
/** A host that stops sends what it has gathered. */
const everythingSent = () => product.stack.restart('functions');
const ask = (query: string) => evaluate(query, { workspace: rowsOf(sent()), now: now() });

/** A trace that somebody begins, and how a caller states it. */
const trace = randomBytes(16).toString('hex');
const traceparent = `00-${trace}-${randomBytes(8).toString('hex')}-01`;

describe('one trace', () => {
  const email = 'traced@example.test';

  test('leads from a call through the feed and the topic to every processor', async () => {
    const subjectId = await acts.register({ email });
    await product.post('/api/ops/withdrawals', { email, consent: 'storage' }, { traceparent });
    await eventually(async () => {
      const [erasure] = (await product.lookUpSubject(subjectId)).erasures;
      expect(erasure?.state).toBe('completed');
      const told = product.told(subjectId).filter((event) => event.traceparent?.includes(trace));
      expect(told.map((event) => event.type)).toContain('works.contracting.privacy.erasure.completed.v1');
    });
    await everythingSent();
    const called = callsIn(sent()).filter((call) => call.trace === trace);
    expect(called.map(({ processor }) => processor).toSorted()).toEqual([
      'azure-monitor',
      'goto',
      'teamviewer',
      'zendesk',
    ]);
    for (const name of ['consent-changed', 'processor-answered', 'erasure-completed']) {
      const traces = eventsNamed(sent(), name).map((event) => event.trace);
      expect(new Set(traces)).toEqual(new Set([trace]));
    }
  });

  test('is what the query for it shows', () => {
    const rows = ask(queryText('runbooks', 'one-trace').replace('0'.repeat(32), trace));
    expect(rows.map((row) => [row['What'], row['Name']])).toEqual(
      expect.arrayContaining([
        ['fact', 'consent-changed'],
        ['call', 'zendesk'],
        ['fact', 'erasure-completed'],
      ]),
    );
  });

  test('is another for another call', () => {
    const [registered] = eventsNamed(sent(), 'registration-received');
    expect(registered?.trace).toMatch(/^[\da-f]{32}$/);
    expect(registered?.trace).not.toBe(trace);
  });
});

describe('after a day in which all went well', () => {
  beforeAll(async () => {
    for (const job of jobs) await product.runTimer(job);
    await eventually(async () => {
      await everythingSent();
      if (heard().size < heartbeatPartitions.length) throw new Error('not every heartbeat has been heard');
    });
  });

  test('each thing that was sent is shown by a query, with the properties that it asks for', () => {
    expect(checkNames(sent())).toMatchObject({ unread: [], lacking: [] });
  });

  test('the workbook opens on promises that are kept', () => {
    const states = ask(queryText('workbook', 'promises')).map((row) => row['Status']);
    expect(states).toEqual(Array(6).fill('kept'));
  });

  test.each(queryFiles(['alerts']).map(({ name }) => name))('no alert fires: %s', (name) => {
    expect(ask(queryText('alerts', name))).toEqual([]);
  });
});

describe('when a promise is broken', () => {
  beforeAll(async () => {
    await product.processor('zendesk', 'down');
    const email = 'waits@example.test';
    await acts.register({ email });
    await acts.withdraw(email, 'storage');
    const typed = { right: 'rectification', email, locale: 'en', corrections: { name: 'Kari' } };
    await product.post('/api/ops/requests', typed);
    await product.stack.clock.set(new Date(now() + 40 * 24 * 3_600_000).toISOString());
    await product.runTimer('measure');
    await everythingSent();
  });

  test.each(['request-overdue', 'erasure-overdue', 'processor-silent'])('its alert fires: %s', (name) => {
    expect(ask(queryText('alerts', name))).not.toEqual([]);
  });

  test('the workbook opens on which', () => {
    expect(ask(queryText('workbook', 'promises'))).toMatchObject([
      { Promise: 'Erased in time', Status: 'broken' },
      { Promise: 'Requests answered in time', Status: 'broken' },
      { Promise: 'Processors answered', Status: 'broken' },
      { Promise: 'Nothing left behind', Status: 'kept' },
      { Promise: 'Everything relayed' },
      { Promise: 'Sweeps ran' },
    ]);
  });
});

describe('a fault', () => {
  test('is told to the host by its kind, and in one line of the log by what was done', async () => {
    await product.faults({ cosmos: { status: 503, next: 100_000 } });
    await product.post('/admin/functions/sweep-retention', { input: '' });
    const line = await eventually(
      () => product.log.find((each) => each.includes('"what":"sweep-retention","fault":')) ?? expect.fail(),
    );
    await product.faults({ cosmos: { status: 503, next: 0 } });
    expect(line).toMatch(/\{"what":"sweep-retention","fault":"[\w <]+"\}/);
    const told = product.log.filter((each) => each.includes('Function.sweep-retention: failed'));
    expect(told.at(-1)).toMatch(/failed: FunctionFault: [\w <]+ ms=/);
  });
});
