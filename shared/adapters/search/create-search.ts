import type { Search } from '../../ports.ts';
import type { Settings } from '../settings.ts';
import { blobPlaces, blobs } from './blobs.ts';
import { documentPlaces, documents } from './documents.ts';
import { messagePlaces, messages } from './messages.ts';

/**
 * Reads all that lies in the pipeline's stores, over the SDKs and nothing else: what it reads by is not what the
 * pipeline writes and deletes by, so a fault there is no fault here. It holds one page at a time.
 *
 * It cannot read: what is compressed, encrypted or encoded as base64 or UTF-16; deleted blobs that can be restored,
 * earlier versions of blobs; backups, out of which Cosmos DB lets nobody take a single document.
 */
export function createSearch(settings: Settings): Search {
  return {
    places: [...documentPlaces, ...messagePlaces, ...blobPlaces],
    /** @throws PlaceUnreadable when a place cannot be read: what has come before is then half a search. */
    async *texts() {
      yield* documents(settings);
      yield* messages(settings);
      yield* blobs(settings);
    },
  };
}
