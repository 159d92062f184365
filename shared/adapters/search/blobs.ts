import type { BlobClient, ContainerClient } from '@azure/storage-blob';
import type { StoredText } from '../../ports.ts';
import { blobServiceOf, statusOf } from '../blob-service.ts';
import type { Settings } from '../settings.ts';
import { textOfOctets } from './octets-text.ts';
import { textsOf } from './place-unreadable.ts';

const pageSize = 500;
/** A large blob is read piece by piece; they overlap, so that no address is cut in two. */
const pieceSize = 4 * 1024 * 1024;
const overlap = 1024;

/** The account; each of its containers is a place under it. */
const account = 'blob';
export const blobPlaces: readonly string[] = [account];

/** Every blob of the Function App's own account, its name, metadata and snapshots included. */
export async function* blobs(settings: Settings): AsyncGenerator<StoredText> {
  const client = await blobServiceOf(settings);
  yield* textsOf(account, async function* containers() {
    for await (const { name } of client.listContainers()) {
      const place = `${account}/${name}`;
      yield* textsOf(place, () => blobsIn(client.getContainerClient(name), place));
    }
  });
}

async function* blobsIn(container: ContainerClient, place: string): AsyncGenerator<StoredText> {
  const options = { includeMetadata: true, includeSnapshots: true };
  for await (const page of container.listBlobsFlat(options).byPage({ maxPageSize: pageSize })) {
    for (const { name, snapshot, metadata, properties } of page.segment.blobItems) {
      const since = properties.lastModified.toISOString();
      yield { place, text: JSON.stringify({ name, metadata }), since };
      const blob = container.getBlobClient(name);
      const content = snapshot === undefined ? blob : blob.withSnapshot(snapshot);
      for await (const text of piecesOf(content, properties.contentLength ?? 0)) yield { place, text, since };
    }
  }
}

async function* piecesOf(blob: BlobClient, size: number): AsyncGenerator<string> {
  for (let start = 0, end = 0; end < size; start = end - overlap) {
    end = Math.min(start + pieceSize, size);
    const octets = await pieceOf(blob, { start, count: end - start });
    if (octets === undefined) return;
    yield textOfOctets(octets);
  }
}

/** Undefined for a blob that has gone, or become shorter, since it was listed: what was in it is in it no more. */
async function pieceOf(
  blob: BlobClient,
  { start, count }: { readonly start: number; readonly count: number },
): Promise<Buffer | undefined> {
  try {
    return await blob.downloadToBuffer(start, count);
  } catch (fault) {
    const status = statusOf(fault);
    if (status === 404 || status === 416) return undefined;
    throw fault;
  }
}
