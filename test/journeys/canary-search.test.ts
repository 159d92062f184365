import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ServiceBusClient } from '@azure/service-bus';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodings, findNeedles, needlesOf } from './canary/needles.ts';
import { canary } from './canary/person.ts';
import { filePlaces, type Place, publicPlaces } from './canary/places.ts';
import { plantings } from './canary/plantings.ts';
import { search } from './canary/search.ts';
import { type Product, startProduct } from './product.ts';

// The search of canary.test.ts finds nothing: here it is shown that it would.

let product: Product;
let folder: string;
let bus: ServiceBusClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'search-'));
  product = await startProduct({ data: folder, planted: true });
  bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
});
afterAll(async () => {
  await bus.close();
  await product.stop();
  await rm(folder, { recursive: true });
});

describe('the search', () => {
  const planted = Object.entries(plantings).map(([place, planting]) => ({
    ...planting,
    place,
    text: `Planted.${crypto.randomUUID()}@Example.test`,
  }));
  let places: readonly Place[] = [];

  beforeAll(async () => {
    const log = [...product.log];
    for (const { plant, text } of planted) await plant({ stack: product.stack, bus, folder, log }, text);
    places = [...(await publicPlaces(product.stack, log)), ...(await filePlaces(folder))];
  });

  test.each(planted)('would have found it in $place', ({ where, text }) => {
    expect(search(places, needlesOf('what was planted', text)).join('\n')).toContain(`${where}: what`);
  });

  test.each(Object.entries(encodings))('knows the person in %s', (_encoding, encode) => {
    const written = Object.values(canary).flatMap(encode);
    const hidden = (content: string) => findNeedles(Buffer.from(content, 'latin1')).length === 0;
    expect(written.filter(hidden)).toEqual([]);
    expect(written.map((bytes) => `before${bytes}after`).filter(hidden)).toEqual([]);
  });
});
