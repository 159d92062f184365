import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CosmosTarget, cosmosTarget, failure } from './cosmos-target.ts';

describe('databases and containers', () => {
  let target: CosmosTarget;

  beforeAll(async () => {
    target = await cosmosTarget();
  });
  afterAll(() => target.close());

  it('are created once, listed, queried, read and deleted', async () => {
    const container = await target.container();
    const { database } = container;
    expect(await failure(target.client.databases.create({ id: database.id }))).toMatchObject({ code: 409 });
    expect(
      await failure(database.containers.create({ id: container.id, partitionKey: { paths: ['/group'] } })),
    ).toMatchObject({ code: 409 });

    const databases = (await target.client.databases.readAll().fetchAll()).resources;
    expect(databases.map(({ id }) => id)).toContain(database.id);
    const byId = {
      query: 'SELECT * FROM root r WHERE r.id = @id',
      parameters: [{ name: '@id', value: container.id }],
    };
    expect((await database.containers.query(byId).fetchAll()).resources).toMatchObject([
      { id: container.id },
    ]);
    expect((await database.containers.readAll().fetchAll()).resources.map(({ id }) => id)).toContain(
      container.id,
    );

    await container.delete();
    expect(await failure(container.read())).toMatchObject({ code: 404 });
    expect(await failure(container.items.create({ id: 'x', group: 'g' }))).toMatchObject({ code: 404 });
    expect(await failure(target.client.database('nowhere').read())).toMatchObject({ code: 404 });
  });

  it('keep the definition they were given', async () => {
    const definition = {
      partitionKey: { paths: ['/subjectId'], version: 2 },
      defaultTtl: -1,
      indexingPolicy: {
        indexingMode: 'consistent' as const,
        automatic: true,
        includedPaths: [{ path: '/kind/?' }],
        excludedPaths: [{ path: '/*' }],
      },
      uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/serial'] }] },
    };
    const { resource } = await (await target.container(definition)).read();
    expect(resource).toMatchObject({
      partitionKey: { paths: ['/subjectId'], version: 2 },
      defaultTtl: -1,
      uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/serial'] }] },
    });
    expect(resource?.indexingPolicy?.includedPaths).toMatchObject([{ path: '/kind/?' }]);
  });

  it('change how they index and when items expire, and nothing else', async () => {
    const container = await target.container({ uniqueKeyPolicy: { uniqueKeys: [{ paths: ['/serial'] }] } });
    await container.items.create({ id: 'a', group: 'g', kind: 'x' });
    const { resource } = await container.read();
    if (resource === undefined) throw new Error('the container has a definition');
    const indexingPolicy = { includedPaths: [{ path: '/kind/?' }], excludedPaths: [{ path: '/*' }] };
    const replaced = await container.replace({ ...resource, defaultTtl: 3600, indexingPolicy });
    expect(replaced.resource).toMatchObject({ defaultTtl: 3600, indexingPolicy });
    const ordered = container.items.query("SELECT VALUE c.id FROM c WHERE c.kind = 'x' ORDER BY c.kind");
    expect((await ordered.fetchAll()).resources).toEqual(['a']);
    expect(
      await failure(container.replace({ ...resource, partitionKey: { paths: ['/other'] } })),
    ).toMatchObject({
      code: 400,
    });
  });

  it('that are created again begin empty', async () => {
    const container = await target.container();
    await container.items.create({ id: 'a', group: 'g' });
    await container.delete();
    await container.database.containers.create({ id: container.id, partitionKey: { paths: ['/group'] } });
    expect((await container.items.readAll().fetchAll()).resources).toEqual([]);
  });

  it.each([
    ['a time to live of zero', { defaultTtl: 0 }],
    ['a partition key without a slash', { partitionKey: { paths: ['group'] } }],
    ['an index path without an end', { indexingPolicy: { includedPaths: [{ path: '/kind' }] } }],
  ])('are refused with %s', async (_, definition) => {
    expect(await failure(target.container(definition))).toMatchObject({ code: 400 });
  });
});
