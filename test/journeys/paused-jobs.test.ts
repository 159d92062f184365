import { afterAll, beforeAll, expect, test } from 'vitest';
import { actsOn } from './acts.ts';
import { type Product, startProduct } from './product.ts';
import { eventsNamed } from './sent-telemetry.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ settings: { PAUSED_JOBS: 'sweep-retention,chase-processors' } });
});
afterAll(() => product.stop());

test('a timer that operations have paused does nothing, and is absent; the others run', async () => {
  const email = 'stays-for-now@example.test';
  await actsOn(product).register({ email });
  await product.stack.clock.set('2040-01-01T00:00:00Z');
  await product.runTimer('sweep-retention');
  await product.runTimer('sweep-packages');
  expect((await product.lookUp({ email })).flatMap(({ records }) => records)).toHaveLength(1);
  expect(product.log.join('\n')).toContain('{"what":"sweep-retention","paused":true}');
  await product.stack.restart('functions');
  const ran = eventsNamed(product.stack.telemetry.items(), 'job-ended').map(({ said }) => said.job);
  expect(ran).toContain('sweep-packages');
  expect(ran).not.toContain('sweep-retention');
});
