import type { Container, PatchOperation } from '@azure/cosmos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CosmosTarget, cosmosTarget, failure } from './cosmos-target.ts';

const BEFORE = { list: ['a', 'b', 'c'], count: 1, name: 'x', data: { inner: 'y' }, 'a/b': 0 };

interface Case {
  readonly does: string;
  readonly operations: readonly object[];
  readonly after: object;
}

const WORKING: readonly Case[] = [
  {
    does: 'adds a property',
    operations: [{ op: 'add', path: '/new', value: { n: 1 } }],
    after: { ...BEFORE, new: { n: 1 } },
  },
  {
    does: 'adds over a property',
    operations: [{ op: 'add', path: '/name', value: 'z' }],
    after: { ...BEFORE, name: 'z' },
  },
  {
    does: 'inserts into an array with add',
    operations: [{ op: 'add', path: '/list/1', value: 'n' }],
    after: { ...BEFORE, list: ['a', 'n', 'b', 'c'] },
  },
  {
    does: 'appends to an array with -',
    operations: [{ op: 'add', path: '/list/-', value: 'n' }],
    after: { ...BEFORE, list: ['a', 'b', 'c', 'n'] },
  },
  {
    does: 'sets a member of an array in its place',
    operations: [{ op: 'set', path: '/list/1', value: 'n' }],
    after: { ...BEFORE, list: ['a', 'n', 'c'] },
  },
  {
    does: 'sets a property that was missing',
    operations: [{ op: 'set', path: '/data/more', value: null }],
    after: { ...BEFORE, data: { inner: 'y', more: null } },
  },
  {
    does: 'replaces a property',
    operations: [{ op: 'replace', path: '/data', value: 2 }],
    after: { ...BEFORE, data: 2 },
  },
  {
    does: 'removes a property',
    operations: [{ op: 'remove', path: '/data/inner' }],
    after: { ...BEFORE, data: {} },
  },
  {
    does: 'removes a member of an array',
    operations: [{ op: 'remove', path: '/list/0' }],
    after: { ...BEFORE, list: ['b', 'c'] },
  },
  {
    does: 'increments a number',
    operations: [{ op: 'incr', path: '/count', value: -3 }],
    after: { ...BEFORE, count: -2 },
  },
  {
    does: 'increments from nothing',
    operations: [{ op: 'incr', path: '/seen', value: 2 }],
    after: { ...BEFORE, seen: 2 },
  },
  {
    does: 'moves a value',
    operations: [{ op: 'move', from: '/name', path: '/data/inner' }],
    after: { list: BEFORE.list, count: 1, data: { inner: 'x' }, 'a/b': 0 },
  },
  {
    does: 'unescapes a pointer',
    operations: [{ op: 'set', path: '/a~1b', value: 5 }],
    after: { ...BEFORE, 'a/b': 5 },
  },
  {
    does: 'does operations in their order',
    operations: [
      { op: 'add', path: '/n', value: 1 },
      { op: 'incr', path: '/n', value: 1 },
    ],
    after: { ...BEFORE, n: 2 },
  },
];

const REFUSED: readonly { readonly what: string; readonly operations: readonly object[] }[] = [
  { what: 'replacing what is missing', operations: [{ op: 'replace', path: '/missing', value: 1 }] },
  { what: 'removing what is missing', operations: [{ op: 'remove', path: '/missing' }] },
  { what: 'a path through what is missing', operations: [{ op: 'set', path: '/missing/deep', value: 1 }] },
  { what: 'a position beyond the end of an array', operations: [{ op: 'add', path: '/list/4', value: 1 }] },
  { what: 'incrementing a string', operations: [{ op: 'incr', path: '/name', value: 1 }] },
  { what: 'moving what is missing', operations: [{ op: 'move', from: '/missing', path: '/x' }] },
  { what: 'moving a value into itself', operations: [{ op: 'move', from: '/data', path: '/data/inner' }] },
  { what: 'changing the id', operations: [{ op: 'set', path: '/id', value: 'x' }] },
  { what: 'changing the partition key', operations: [{ op: 'set', path: '/group', value: 'x' }] },
  {
    what: 'more than ten operations',
    operations: Array.from({ length: 11 }, () => ({ op: 'incr', path: '/count', value: 1 })),
  },
  { what: 'an unknown operation', operations: [{ op: 'test', path: '/count', value: 1 }] },
];

// The SDK's type lacks `move`, which the service has.
const sent = (operations: readonly object[]) => operations as PatchOperation[];

describe('a patch', () => {
  let target: CosmosTarget;
  let container: Container;

  beforeAll(async () => {
    target = await cosmosTarget();
    container = await target.container();
  });
  afterAll(() => target.close());

  it.each(WORKING)('$does', async ({ does, operations, after }) => {
    await container.items.create({ id: does, group: 'p', ...BEFORE });
    const { resource } = await container.item(does, 'p').patch(sent(operations));
    const { _rid, _self, _etag, _attachments, _ts, ...item } = resource;
    expect(item).toEqual({ id: does, group: 'p', ...after });
    expect((await container.item(does, 'p').read()).resource).toEqual(resource);
  });

  it.each(REFUSED)('refuses $what and changes nothing', async ({ what, operations }) => {
    const { resource } = await container.items.create({ id: what, group: 'p', ...BEFORE });
    expect(await failure(container.item(what, 'p').patch(sent(operations)))).toMatchObject({ code: 400 });
    expect((await container.item(what, 'p').read()).resource).toEqual(resource);
  });

  it('is done under a condition, and is 412 when that does not hold', async () => {
    await container.items.create({ id: 'conditional', group: 'p', state: 'open', closed: null });
    const item = container.item('conditional', 'p');
    const close = {
      condition: "from c where c.state = 'open' and is_null(c.closed) and not is_defined(c.held)",
      operations: sent([{ op: 'set', path: '/state', value: 'closed' }]),
    };
    expect((await item.patch(close)).resource).toMatchObject({ state: 'closed' });
    expect(await failure(item.patch(close))).toMatchObject({ code: 412 });
  });

  it('refuses a condition that it does not understand', async () => {
    await container.items.create({ id: 'strange', group: 'p' });
    const patch = { condition: 'from c where', operations: sent([{ op: 'set', path: '/a', value: 1 }]) };
    expect(await failure(container.item('strange', 'p').patch(patch))).toMatchObject({ code: 400 });
  });
});
