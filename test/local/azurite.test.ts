import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BlobServiceClient } from '@azure/storage-blob';
import { expect, onTestFinished, test } from 'vitest';
import { freePorts } from '../../local/ports.ts';
import { startLocalStack } from '../../local/stack.ts';
import { temporaryDirectory } from './temporary-directory.ts';

test('a blob that was deleted is in no file of Azurite once it has started again', {
  timeout: 60_000,
}, async () => {
  const data = temporaryDirectory();
  const stack = await startLocalStack({ data, ports: await freePorts(), parts: ['azurite'] });
  onTestFinished(() => stack.stop());
  const container = BlobServiceClient.fromConnectionString(
    stack.addresses.blob.connectionString,
  ).getContainerClient('any');
  await container.create();
  const write = (name: string, text: string) => container.getBlockBlobClient(name).upload(text, text.length);
  await write('kept', 'what is kept');
  // One file has many blobs, and goes when none of them is left; each start begins new files.
  await stack.restart('azurite');
  await write('deleted', 'what was deleted');
  const filesWith = async (text: string) => {
    const entries = await readdir(data, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name));
    const contents = await Promise.all(files.map((file) => readFile(file, 'latin1')));
    return contents.filter((content) => content.includes(text)).length;
  };
  expect([await filesWith('what is kept'), await filesWith('what was deleted')]).toEqual([1, 1]);
  await container.getBlobClient('deleted').delete();
  await stack.restart('azurite');
  expect([await filesWith('what is kept'), await filesWith('what was deleted')]).toEqual([1, 0]);
});
