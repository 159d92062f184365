import { ChangeFeedStartFrom, type Container } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedCosmos, embeddedCosmos } from './cosmos-target.ts';

/** About the embedded endpoint only: it alone can be told what time it is. */
describe('time to live, on the shared clock', () => {
  let target: EmbeddedCosmos;
  let container: Container;

  beforeAll(async () => {
    target = await embeddedCosmos();
    container = await target.container({
      defaultTtl: -1,
      uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/serial'] }] },
    });
  });
  afterAll(() => target.close());

  const forward = (seconds: number) => target.clock.moveTo(target.clock.now() + seconds * 1000);
  const status = async (id: string) => (await container.item(id, 'g').read()).statusCode;

  it('ends an item for every reader at the same instant', async () => {
    const start = target.clock.now();
    await container.items.create({ id: 'short', group: 'g', serial: 1, ttl: 60 });
    await container.items.create({ id: 'long', group: 'g', serial: 2 });
    forward(58);
    expect(await status('short')).toBe(200);
    expect(target.clock.now()).toBeGreaterThan(start);
    forward(3);
    expect(await status('short')).toBe(404);
    expect(await ids(container)).toEqual(['long']);
    const feed = container.items.getChangeFeedIterator<{ id: string }>({
      changeFeedStartFrom: ChangeFeedStartFrom.Beginning(),
    });
    expect((await feed.readNext()).result.map(({ id }) => id)).toEqual(['long']);
  });

  it('frees the id and the unique key', async () => {
    await container.items.create({ id: 'again', group: 'g', serial: 'key', ttl: 10 });
    forward(11);
    expect(
      (await container.items.create({ id: 'again', group: 'g', serial: 'other', ttl: 10 })).statusCode,
    ).toBe(201);
    forward(11);
    expect((await container.items.create({ id: 'new', group: 'g', serial: 'other' })).statusCode).toBe(201);
  });

  it('counts from the last write', async () => {
    await container.items.create({ id: 'renewed', group: 'g', serial: 'r', ttl: 60 });
    forward(50);
    await container.item('renewed', 'g').patch([{ op: 'set', path: '/touched', value: true }]);
    forward(50);
    expect(await status('renewed')).toBe(200);
    forward(11);
    expect(await status('renewed')).toBe(404);
  });

  it('follows the container for items without their own', async () => {
    const daily = await target.container({ defaultTtl: 86_400 });
    await daily.items.create({ id: 'default', group: 'g' });
    await daily.items.create({ id: 'forever', group: 'g', ttl: -1 });
    await daily.items.create({ id: 'brief', group: 'g', ttl: 60 });
    forward(61);
    expect(await ids(daily)).toEqual(['default', 'forever']);
    forward(86_400);
    expect(await ids(daily)).toEqual(['forever']);
  });

  it('is off where the container has none', async () => {
    const plain = await target.container();
    await plain.items.create({ id: 'stays', group: 'g', ttl: 1 });
    forward(1_000);
    expect(await ids(plain)).toEqual(['stays']);
  });

  it('is counted anew when the container changes', async () => {
    const changed = await target.container();
    await changed.items.create({ id: 'old', group: 'g' });
    const { resource } = await changed.read();
    if (resource === undefined) throw new Error('the container has a definition');
    await changed.replace({ ...resource, defaultTtl: 100 });
    forward(99);
    expect(await ids(changed)).toEqual(['old']);
    forward(2);
    expect(await ids(changed)).toEqual([]);
  });

  it('refuses a time to live that is none', async () => {
    const strange = container.items.create({ id: 'zero', group: 'g', serial: 'z', ttl: 0 });
    await expect(strange).rejects.toMatchObject({ code: 400 });
  });

  it('stands in _ts', async () => {
    target.clock.moveTo(Date.UTC(2031, 10, 23));
    const { resource } = await container.items.create({ id: 'later', group: 'g', serial: 'l' });
    expect(resource?._ts).toBe(Date.UTC(2031, 10, 23) / 1000);
  });
});

async function ids(container: Container): Promise<string[]> {
  return (await container.items.query<string>('SELECT VALUE c.id FROM c').fetchAll()).resources;
}
