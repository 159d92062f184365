import type { Container } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CosmosTarget, cosmosClient, cosmosTarget, failure, signedFetch } from './cosmos-target.ts';

describe('an item of Cosmos DB', () => {
  let target: CosmosTarget;
  let container: Container;

  beforeAll(async () => {
    target = await cosmosTarget();
    container = await target.container({ uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/serial'] }] } });
  });
  afterAll(() => target.close());

  /** The status that the REST API answers to a creation with this body. */
  async function createRaw(
    body: string,
    headers: Readonly<Record<string, string>> = { 'x-ms-documentdb-partitionkey': '["g"]' },
  ): Promise<number> {
    const path = `/${links()}/docs`;
    const request = { verb: 'POST', path, resourceType: 'docs', link: links(), headers, body };
    return (await signedFetch(target, request)).status;
  }

  const links = () => `dbs/${container.database.id}/colls/${container.id}`;

  it('is read back as it was created, with its system properties', async () => {
    const item = {
      id: 'first',
      group: 'g',
      serial: 1,
      text: 'blåbær "\\\u2028',
      deep: { list: [1, null, true] },
    };
    const created = await container.items.create(item);
    const read = await container.item('first', 'g').read();
    expect(created.statusCode).toBe(201);
    expect(read.statusCode).toBe(200);
    expect(read.resource).toMatchObject(item);
    expect(read.resource).toEqual(created.resource);
    expect(read.resource).toMatchObject({
      _rid: expect.any(String),
      _self: expect.stringContaining('/docs/'),
      _etag: read.etag,
      _attachments: 'attachments/',
      _ts: expect.any(Number),
    });
    expect(read.requestCharge).toBeGreaterThan(0);
    expect(read.headers['x-ms-session-token']).toEqual(expect.any(String));
    expect(read.activityId).toEqual(expect.any(String));
  });

  it('is created once: the second creation meets 409', async () => {
    await container.items.create({ id: 'once', group: 'g', serial: 2 });
    expect(await failure(container.items.create({ id: 'once', group: 'g', serial: 3 }))).toMatchObject({
      code: 409,
    });
    await container.items.create({ id: 'once', group: 'another', serial: 2 });
  });

  it('is 404 when it does not exist, for reading, replacing, patching and deleting', async () => {
    const missing = container.item('missing', 'g');
    expect(await missing.read()).toMatchObject({ statusCode: 404, resource: undefined });
    expect(await failure(missing.replace({ id: 'missing', group: 'g' }))).toMatchObject({ code: 404 });
    expect(await failure(missing.patch([{ op: 'set', path: '/a', value: 1 }]))).toMatchObject({ code: 404 });
    expect(await failure(missing.delete())).toMatchObject({ code: 404 });
  });

  it('is upserted: created the first time, replaced the second', async () => {
    expect((await container.items.upsert({ id: 'up', group: 'g', serial: 4, v: 1 })).statusCode).toBe(201);
    expect((await container.items.upsert({ id: 'up', group: 'g', serial: 4, v: 2 })).statusCode).toBe(200);
    expect((await container.item('up', 'g').read()).resource).toMatchObject({ v: 2 });
  });

  it('is replaced and deleted only under the ETag it has, if one is given', async () => {
    const { etag } = await container.items.create({ id: 'etag', group: 'g', serial: 5 });
    const item = container.item('etag', 'g');
    const old = { accessCondition: { type: 'IfMatch', condition: etag } };
    const replaced = await item.replace({ id: 'etag', group: 'g', serial: 5, v: 2 }, old);
    expect(replaced.etag).not.toBe(etag);
    expect(await failure(item.replace({ id: 'etag', group: 'g', serial: 5, v: 3 }, old))).toMatchObject({
      code: 412,
    });
    expect(await failure(item.patch([{ op: 'incr', path: '/v', value: 1 }], old))).toMatchObject({
      code: 412,
    });
    expect(await failure(item.delete(old))).toMatchObject({ code: 412 });
    const current = { accessCondition: { type: 'IfMatch', condition: replaced.etag } };
    expect((await item.delete(current)).statusCode).toBe(204);
  });

  it('is not sent again to a reader that has it', async () => {
    const { etag } = await container.items.create({ id: 'known', group: 'g', serial: 6 });
    const options = { accessCondition: { type: 'IfNoneMatch', condition: etag } };
    expect((await container.item('known', 'g').read(options)).statusCode).toBe(304);
  });

  it('keeps a unique key within its partition', async () => {
    await container.items.create({ id: 'unique-1', group: 'u', serial: 'S' });
    expect(await failure(container.items.create({ id: 'unique-2', group: 'u', serial: 'S' }))).toMatchObject({
      code: 409,
    });
    await container.items.create({ id: 'unique-2', group: 'u', serial: 'T' });
    const { resource } = await container.item('unique-2', 'u').read();
    expect(
      await failure(container.item('unique-2', 'u').replace({ ...resource, serial: 'S' })),
    ).toMatchObject({
      code: 409,
    });
    await container.items.create({ id: 'unique-2', group: 'v', serial: 'S' });
    await container.items.create({ id: 'lacks-it', group: 'u' });
    expect(await failure(container.items.create({ id: 'lacks-it-too', group: 'u' }))).toMatchObject({
      code: 409,
    });
  });

  it('keeps the partition of an item without a key apart from null', async () => {
    await container.items.create({ id: 'keyless', serial: 7 });
    await container.items.create({ id: 'keyless', group: null, serial: 8 });
    const none = await container.items
      .query('SELECT VALUE c.serial FROM c', { partitionKey: [{}] })
      .fetchAll();
    expect(none.resources).toEqual([7]);
    expect((await container.item('keyless', null).read()).resource).toMatchObject({ serial: 8 });
  });

  it('of more than 2 MB is refused with 413', async () => {
    const text = 'x'.repeat(2 * 1024 * 1024);
    expect(await failure(container.items.create({ id: 'huge', group: 'g', serial: 9, text }))).toMatchObject({
      code: 413,
    });
    await container.items.create({ id: 'large', group: 'g', serial: 9, text: text.slice(4096) });
    const large = container.item('large', 'g');
    expect(await failure(large.patch([{ op: 'add', path: '/more', value: text.slice(1e6) }]))).toMatchObject({
      code: 413,
    });
  });

  it('needs an id that can stand in a URL', async () => {
    const ids = ['""', '"a/b"', '"a\\\\b"', '"a?b"', '"a#b"', '17', 'null', `"${'x'.repeat(1024)}"`];
    for (const id of ids) expect(await createRaw(`{"id": ${id}, "group": "g"}`)).toBe(400);
    expect(await createRaw('{"group": "g"}')).toBe(400);
    expect(await createRaw('{"id": "cut", ')).toBe(400);
    expect(await createRaw('[]')).toBe(400);
  });

  it('is addressed with its partition key, which must be its own', async () => {
    const body = '{"id": "elsewhere", "group": "g", "serial": 10}';
    expect(await createRaw(body, {})).toBe(400);
    expect(await createRaw(body, { 'x-ms-documentdb-partitionkey': '["h"]' })).toBe(400);
    expect(await createRaw(body, { 'x-ms-documentdb-partitionkey': '["g", "h"]' })).toBe(400);
    expect(await createRaw(body, { 'x-ms-documentdb-partitionkey': '["g"]' })).toBe(201);
    const moved = container.item('elsewhere', 'g').replace({ id: 'elsewhere', group: 'h', serial: 10 });
    expect(await failure(moved)).toMatchObject({ code: 400 });
  });

  it('can have any id that a URL can carry', async () => {
    for (const id of ['email:v1:abc-_=', 'with space', '100%', 'æøå', "o'clock", 'a+b&c;d']) {
      await container.items.create({ id, group: 'ids', serial: id });
      expect((await container.item(id, 'ids').read()).resource).toMatchObject({ id });
    }
  });

  it('goes with its partition when that is deleted as a whole', async () => {
    await container.items.create({ id: 'p1', group: 'whole', serial: 1 });
    await container.items.create({ id: 'p2', group: 'whole', serial: 2 });
    await container.deleteAllItemsForPartitionKey('whole');
    const left = container.items.query('SELECT VALUE COUNT(1) FROM c', { partitionKey: 'whole' });
    expect((await left.fetchAll()).resources).toEqual([0]);
    expect((await container.item('once', 'another').read()).statusCode).toBe(200);
  });

  it('is shown to nobody without the key', async () => {
    const stranger = cosmosClient(target.endpoint, Buffer.from('another key').toString('base64'));
    expect(await failure(stranger.databases.readAll().fetchAll())).toMatchObject({ code: 401 });
    stranger.dispose();
    const unsigned = await fetch(new URL(`/${links()}/docs/first`, target.endpoint));
    expect(unsigned.status).toBe(401);
  });
});
