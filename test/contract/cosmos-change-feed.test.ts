import { ChangeFeedStartFrom, type Container } from '@azure/cosmos';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CosmosTarget, cosmosTarget } from './cosmos-target.ts';

interface Item {
  readonly id: string;
  readonly group: string;
  readonly v: number;
}

describe('the change feed', () => {
  let target: CosmosTarget;
  let container: Container;

  beforeAll(async () => {
    target = await cosmosTarget();
  });
  beforeEach(async () => {
    container = await target.container();
  });
  afterAll(() => target.close());

  const create = (id: string, group: string, v = 1) => container.items.create<Item>({ id, group, v });

  /** Reads until there is nothing new; answers what came and where to go on. */
  async function drain(changeFeedStartFrom: ChangeFeedStartFrom, maxItemCount = 3) {
    const iterator = container.items.getChangeFeedIterator<Item>({ changeFeedStartFrom, maxItemCount });
    const seen: string[] = [];
    for (;;) {
      const page = await iterator.readNext();
      if (page.statusCode === 304) return { seen, continuation: page.continuationToken };
      expect(page.result.length).toBeLessThanOrEqual(maxItemCount);
      seen.push(...page.result.map(({ id, v }) => `${id}.${v}`));
    }
  }

  it('tells every change from the beginning, in order, in pages', async () => {
    for (let n = 0; n < 8; n++) await create(`i${n}`, `g${n % 2}`);
    const { seen } = await drain(ChangeFeedStartFrom.Beginning());
    expect(seen).toEqual(['i0.1', 'i1.1', 'i2.1', 'i3.1', 'i4.1', 'i5.1', 'i6.1', 'i7.1']);
  });

  it('goes on from a continuation with only what is new', async () => {
    await create('a', 'g');
    const first = await drain(ChangeFeedStartFrom.Beginning());
    await create('b', 'g');
    await container.item('a', 'g').replace({ id: 'a', group: 'g', v: 2 });
    const second = await drain(ChangeFeedStartFrom.Continuation(first.continuation));
    const third = await drain(ChangeFeedStartFrom.Continuation(second.continuation));
    expect([first.seen, second.seen, third.seen]).toEqual([['a.1'], ['b.1', 'a.2'], []]);
  });

  it('tells the latest version once, and nothing of what is deleted', async () => {
    await create('kept', 'g');
    await create('deleted', 'g');
    await container.item('kept', 'g').patch([{ op: 'incr', path: '/v', value: 1 }]);
    await container.item('kept', 'g').patch([{ op: 'incr', path: '/v', value: 1 }]);
    await container.item('deleted', 'g').delete();
    expect((await drain(ChangeFeedStartFrom.Beginning())).seen).toEqual(['kept.3']);
  });

  it('misses nothing after the newest item was deleted', async () => {
    await create('a', 'g');
    await create('b', 'g');
    const { continuation } = await drain(ChangeFeedStartFrom.Beginning());
    await container.item('b', 'g').delete();
    await create('c', 'g');
    expect((await drain(ChangeFeedStartFrom.Continuation(continuation))).seen).toEqual(['c.1']);
  });

  it('can start now', async () => {
    await create('before', 'g');
    const iterator = container.items.getChangeFeedIterator<Item>({
      changeFeedStartFrom: ChangeFeedStartFrom.Now(),
    });
    expect((await iterator.readNext()).statusCode).toBe(304);
    await create('after', 'g');
    expect((await iterator.readNext()).result).toMatchObject([{ id: 'after' }]);
  });

  it('can start at a time', async () => {
    await create('a', 'g');
    const past = new Date(Date.now() - 60_000);
    const future = new Date(Date.now() + 60_000);
    expect((await drain(ChangeFeedStartFrom.Time(past))).seen).toEqual(['a.1']);
    expect((await drain(ChangeFeedStartFrom.Time(future))).seen).toEqual([]);
  });

  it('can be read for one partition', async () => {
    await create('a', 'g1');
    await create('b', 'g2');
    await create('c', 'g1');
    const first = await drain(ChangeFeedStartFrom.Beginning('g1'), 1);
    await create('d', 'g2');
    await create('e', 'g1');
    const second = await drain(ChangeFeedStartFrom.Continuation(first.continuation));
    expect([first.seen, second.seen]).toEqual([['a.1', 'c.1'], ['e.1']]);
  });

  it('tells all that a batch wrote', async () => {
    await container.items.batch(
      ['x', 'y', 'z'].map((id) => ({
        operationType: 'Create' as const,
        resourceBody: { id, group: 'g', v: 1 },
      })),
      'g',
    );
    expect((await drain(ChangeFeedStartFrom.Beginning(), 2)).seen).toEqual(['x.1', 'y.1', 'z.1']);
  });

  it('gives each change once while writers go on', async () => {
    const writing = Promise.all(Array.from({ length: 60 }, (_, n) => create(`w${n}`, `g${n % 5}`)));
    const iterator = container.items.getChangeFeedIterator<Item>({
      changeFeedStartFrom: ChangeFeedStartFrom.Beginning(),
      maxItemCount: 7,
    });
    const seen: string[] = [];
    let settled = false;
    void writing.then(() => (settled = true));
    for (;;) {
      const ended = settled;
      const page = await iterator.readNext();
      seen.push(...page.result.map(({ id }) => id));
      if (ended && page.statusCode === 304) break;
    }
    expect(seen.sort()).toEqual(Array.from({ length: 60 }, (_, n) => `w${n}`).sort());
  });
});
