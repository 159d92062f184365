import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { serveHttp } from '../../local/http-endpoint.ts';
import { freePorts } from '../../local/ports.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { createPackageStore } from '../../shared/adapters/package-store.ts';
import { readSettings } from '../../shared/adapters/settings.ts';
import type { PackageFormat, Packages } from '../../shared/ports.ts';

let stack: LocalStack;
let packages: Packages;
let container: ContainerClient;

beforeAll(async () => {
  stack = await startLocalStack({ data: 'ephemeral', ports: await freePorts(), parts: ['azurite'] });
  packages = createPackageStore(readSettings(stack.settings));
  const service = BlobServiceClient.fromConnectionString(stack.addresses.blob.connectionString);
  container = service.getContainerClient('packages');
});
afterAll(() => stack.stop());

const newId = () => crypto.randomUUID();

async function* pieces(...text: readonly string[]): AsyncGenerator<string> {
  yield* text;
}

async function textOf(id: string, format: PackageFormat): Promise<string | undefined> {
  const bytes = await packages.read(id, format);
  return bytes && Buffer.concat(await Array.fromAsync(bytes)).toString('utf8');
}

async function namesOfBlobs(): Promise<readonly string[]> {
  return (await Array.fromAsync(container.listBlobsFlat({ includeUncommitedBlobs: false }))).map(
    ({ name }) => name,
  );
}

test('there is no package before one is written, and nothing to remove', async () => {
  expect(await packages.read(newId(), 'json')).toBeUndefined();
  expect(await packages.remove(newId())).toBe('absent');
  expect(await packages.removeBefore(Temporal.Instant.from('2100-01-01T00:00:00Z'))).toBe(0);
});

describe('a package that is written', () => {
  test('is read as it was written, each format by itself', async () => {
    const id = newId();
    await packages.write(id, 'json', pieces('{"name":"', 'Åse 👩‍🔧', '"}'));
    await packages.write(id, 'html', pieces('<p>', 'Åse', '</p>'));
    expect(await textOf(id, 'json')).toBe('{"name":"Åse 👩‍🔧"}');
    expect(await textOf(id, 'html')).toBe('<p>Åse</p>');
  });

  test('says what it is, and that nobody is to keep it', async () => {
    const id = newId();
    await packages.write(id, 'html', pieces('<p>'));
    const { contentType, cacheControl } = await container.getBlobClient(`${id}.html`).getProperties();
    expect({ contentType, cacheControl }).toEqual({
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-store',
    });
  });

  test('lies in a container that nobody reads without being let in', async () => {
    const id = newId();
    await packages.write(id, 'json', pieces('{}'));
    expect((await container.getProperties()).blobPublicAccess).toBeUndefined();
    expect((await fetch(container.getBlobClient(`${id}.json`).url)).ok).toBe(false);
  });

  test('takes the place of the one before, though it is shorter', async () => {
    const id = newId();
    await packages.write(id, 'json', pieces('x'.repeat(1_000_000)));
    await packages.write(id, 'json', pieces('{}'));
    expect(await textOf(id, 'json')).toBe('{}');
    expect((await namesOfBlobs()).filter((name) => name.startsWith(id))).toEqual([`${id}.json`]);
  });

  test('is gone when it is removed, both formats and no other package', async () => {
    const [id, other] = [newId(), newId()];
    for (const each of [id, other]) {
      await packages.write(each, 'json', pieces('{}'));
      await packages.write(each, 'html', pieces('<p>'));
    }
    expect(await packages.remove(id)).toBe('removed');
    expect(await packages.remove(id)).toBe('absent');
    expect([await textOf(id, 'json'), await textOf(id, 'html')]).toEqual([undefined, undefined]);
    expect(await textOf(other, 'html')).toBe('<p>');
  });

  test('is removed when only one format came to be', async () => {
    const id = newId();
    await packages.write(id, 'json', pieces('{}'));
    expect(await packages.remove(id)).toBe('removed');
    expect(await textOf(id, 'json')).toBeUndefined();
  });
});

describe('a text that breaks off', () => {
  async function* breaking(): AsyncGenerator<string> {
    yield 'the beginning'.repeat(100_000);
    throw new Error('the source broke');
  }

  test('leaves no package', async () => {
    const id = newId();
    await expect(packages.write(id, 'json', breaking())).rejects.toThrow('the source broke');
    expect(await textOf(id, 'json')).toBeUndefined();
  });

  test('leaves the one before as it was', async () => {
    const id = newId();
    await packages.write(id, 'json', pieces('{}'));
    await expect(packages.write(id, 'json', breaking())).rejects.toThrow('the source broke');
    expect(await textOf(id, 'json')).toBe('{}');
  });
});

test('a long package is read no faster than it is sent', async () => {
  const piece = 'é'.repeat(500_000);
  let written = 0;
  let sent = 0;
  let mostAhead = 0;
  async function* long(): AsyncGenerator<string> {
    for (let each = 0; each < 40; each += 1) {
      written += Buffer.byteLength(piece);
      yield piece;
    }
  }
  // Takes everything, and tells how far the source is ahead of what has arrived.
  const { functions: port } = await freePorts();
  const endpoint = await serveHttp({
    port,
    async fetch(request) {
      sent += (await request.arrayBuffer()).byteLength;
      if (new URL(request.url).searchParams.get('comp') === 'block') {
        mostAhead = Math.max(mostAhead, written - sent);
      }
      return new Response(null, { status: 201 });
    },
  });
  onTestFinished(() => endpoint.close());
  const { blob } = stack.addresses;
  const elsewhere = {
    AzureWebJobsStorage: blob.connectionString.replaceAll(/127\.0\.0\.1:\d+/g, `127.0.0.1:${port}`),
  };
  await createPackageStore(readSettings({ ...stack.settings, ...elsewhere })).write(newId(), 'html', long());
  expect(written).toBe(40_000_000);
  expect(sent).toBeGreaterThanOrEqual(written);
  expect(mostAhead).toBeLessThan(4_000_000);
});

test('what was written long ago is removed, and what was not stays', async () => {
  const id = newId();
  await packages.write(id, 'json', pieces('{}'));
  const { lastModified } = await container.getBlobClient(`${id}.json`).getProperties();
  const at = Temporal.Instant.from(lastModified?.toISOString() ?? '');
  const before = new Set((await namesOfBlobs()).map((name) => name.split('.')[0]));
  expect(await packages.removeBefore(at.subtract({ hours: 1 }))).toBe(0);
  expect(await textOf(id, 'json')).toBe('{}');
  expect(await packages.removeBefore(at.add({ seconds: 1 }))).toBe(before.size);
  expect(await namesOfBlobs()).toEqual([]);
});
