import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Signal, signals } from '../../shared/policy/signals.ts';
import { eventually, type Product, runsOf, startProduct } from './product.ts';
import { eventsNamed, metricsIn } from './sent-telemetry.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct();
  // No timer is due for some minutes: every run is one that a test asks for.
  await product.stack.clock.set('2026-12-01T01:36:00Z');
});
afterAll(() => product.stop());

const metrics = () => metricsIn(product.stack.telemetry.items());
const named = (name: string) => metrics().filter((metric) => metric.name === name);
const gauges: [string, Signal][] = Object.entries(signals).filter(([, { kind }]) => kind === 'gauge');

test('a run sends every gauge, with zeros, and the relay says how far behind it is', async () => {
  await product.runTimer('measure');
  await eventually(() => {
    for (const [name, { numbers, words }] of gauges) {
      const combinations = Object.values(words).reduce((product_, said) => product_ * said.length, 1);
      for (const number of Object.keys(numbers).filter((each) => each !== 'daysLeft')) {
        expect({ name, number, sent: named(`${name}.${number}`).length }).toEqual({
          name,
          number,
          sent: combinations,
        });
      }
    }
  });
  for (const { name, value } of metrics().filter((metric) =>
    gauges.some(([gauge]) => metric.name.startsWith(`${gauge}.`)),
  )) {
    if (name !== 'relay-lag.seconds') expect({ name, value }).toEqual({ name, value: 0 });
  }
  for (const { value } of named('relay-lag.seconds')) {
    expect(value).toBeGreaterThanOrEqual(0);
    expect(value).toBeLessThan(20);
  }
});

test('what is open is seen', async () => {
  await product.post('/api/registrations', { channel: 'contact-form', email: 'asks@example.test' });
  await product.post('/api/requests', { right: 'access', email: 'asks@example.test' });
  await product.runTimer('measure');
  const open = { name: 'requests-open.requests', value: 1, about: { right: 'access' } };
  await eventually(() => {
    expect(metrics()).toContainEqual(open);
    // A month from the first of December, and on from the holiday.
    expect(named('requests-open.daysLeft').map(({ about }) => about)).toEqual([{ right: 'access' }]);
  });
});

test('without the broker the dead letters are not known, the run fails, and the rest is sent all the same', async () => {
  const before = { letters: named('dead-letters.messages').length, holds: named('holds-due.holds').length };
  await product.faults({ serviceBus: 'down' });
  const { ended } = await runsOf(product.stack, 'measure');
  await product.post('/admin/functions/measure', { input: '' });
  await eventually(async () => {
    expect(await runsOf(product.stack, 'measure')).toMatchObject({ ended: ended + 1, lastOutcome: 'failed' });
  });
  await product.faults({ serviceBus: 'up' });
  await eventually(() => {
    const failed = eventsNamed(product.stack.telemetry.items(), 'job-ended').filter(
      ({ said }) => said.job === 'measure' && said.outcome === 'failed',
    );
    expect(failed).toHaveLength(1);
    expect(named('holds-due.holds')).toHaveLength(before.holds + 1);
  });
  expect(named('dead-letters.messages')).toHaveLength(before.letters);
  expect(product.log.join('\n')).toContain('MeasureIncomplete dead letters');
});
