import { Readable } from 'node:stream';
import type { ContainerClient } from '@azure/storage-blob';
import { Temporal } from 'temporal-polyfill';
import storage from '../../infra/storage.json' with { type: 'json' };
import type { PackageFormat, Packages } from '../ports.ts';
import { blobServiceOf, statusOf } from './blob-service.ts';
import type { Settings } from './settings.ts';

const containerName = storage.host.packages;
/** One piece is sent while the next is filled: what a package takes of memory, however long it is. */
const bufferSize = 256 * 1024;
const buffersAtOnce = 2;

const contentTypes = {
  html: 'text/html; charset=utf-8',
  json: 'application/json',
} as const satisfies Record<PackageFormat, string>;

/**
 * The packages as blobs of the private container `packages`, which is made when the first is written. A blob is there
 * when all of it has been sent, and not before: one that breaks off leaves the last one in its place.
 */
export function createPackageStore(settings: Settings): Packages {
  let opened: Promise<ContainerClient> | undefined;
  const container = () => {
    opened ??= blobServiceOf(settings).then((service) => service.getContainerClient(containerName));
    return opened;
  };
  return {
    async write(id, format, text) {
      const packages = await container();
      await packages.createIfNotExists();
      await packages
        .getBlockBlobClient(nameOf(id, format))
        .uploadStream(Readable.from(text, { objectMode: false }), bufferSize, buffersAtOnce, {
          blobHTTPHeaders: { blobContentType: contentTypes[format], blobCacheControl: 'no-store' },
        });
    },
    async read(id, format) {
      try {
        const packages = await container();
        const { readableStreamBody } = await packages.getBlobClient(nameOf(id, format)).download();
        return readableStreamBody && Readable.from(readableStreamBody);
      } catch (fault) {
        if (isGone(fault)) return undefined;
        throw fault;
      }
    },
    async remove(id) {
      const formats = Object.keys(contentTypes) as PackageFormat[];
      const removed = await Promise.all(formats.map((format) => removeBlob(nameOf(id, format))));
      return removed.includes(true) ? 'removed' : 'absent';
    },
    async removeBefore(at) {
      const ended = new Set<string>();
      try {
        for await (const { name, properties } of (await container()).listBlobsFlat()) {
          if (Temporal.Instant.compare(properties.lastModified.toISOString(), at) < 0) ended.add(idOf(name));
        }
      } catch (fault) {
        if (isGone(fault)) return 0;
        throw fault;
      }
      for (const id of ended) await this.remove(id);
      return ended.size;
    },
  };

  async function removeBlob(name: string): Promise<boolean> {
    try {
      const { succeeded } = await (await container()).getBlobClient(name).deleteIfExists();
      return succeeded;
    } catch (fault) {
      // The container itself is not there yet.
      if (isGone(fault)) return false;
      throw fault;
    }
  }
}

function nameOf(id: string, format: PackageFormat): string {
  return `${id}.${format}`;
}

function idOf(name: string): string {
  return name.slice(0, name.lastIndexOf('.'));
}

function isGone(fault: unknown): boolean {
  return statusOf(fault) === 404;
}
