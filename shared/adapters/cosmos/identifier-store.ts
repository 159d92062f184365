import { BulkOperationType, type Container } from '@azure/cosmos';
import { timestamp } from '../../domain/calendar.ts';
import type { IdentifierKey, SubjectId } from '../../domain/id.ts';
import type { Clock, IdentifierEntry, IdentifierStore, Stored } from '../../ports.ts';
import { createBulkRequests } from './bulk-requests.ts';
import { statusOf } from './status.ts';
import { withoutSystemProperties } from './system-properties.ts';

/** The entries of `identifiers`: partition key `/id`, one entry a partition. */
export function createIdentifierStore(container: Container, clock: Clock): IdentifierStore {
  // The one way to create an entry, or read the one that is there, with a single request.
  const bulk = createBulkRequests(container);
  return {
    async claim(key, subjectId) {
      const entry: IdentifierEntry = { id: key, subjectId, mentionedBy: {}, madeAt: timestamp(clock.now()) };
      const [created, found] = await bulk([
        { operationType: BulkOperationType.Create, partitionKey: key, resourceBody: { ...entry } },
        { operationType: BulkOperationType.Read, partitionKey: key, id: key },
      ]);
      if (created?.statusCode === 201) {
        return { document: entry, etag: String(created.eTag), created: true };
      }
      if (found?.statusCode === 200 && isEntry(found.resourceBody)) {
        const document = withoutSystemProperties(found.resourceBody);
        return { document, etag: String(found.eTag), created: false };
      }
      // It was there for the create and gone for the read: somebody released it in between.
      return this.claim(key, subjectId);
    },

    async mention(key, subjectId) {
      const mentionedBy = { [subjectId]: true } as const;
      const entry: IdentifierEntry = { id: key, mentionedBy, madeAt: timestamp(clock.now()) };
      const answers = await bulk([
        { operationType: BulkOperationType.Create, partitionKey: key, resourceBody: { ...entry } },
        {
          operationType: BulkOperationType.Patch,
          partitionKey: key,
          id: key,
          resourceBody: { operations: [{ op: 'set', path: `/mentionedBy/${subjectId}`, value: true }] },
        },
      ]);
      const done = answers.some(({ statusCode }) => statusCode === 200 || statusCode === 201);
      if (!done) await this.mention(key, subjectId);
    },

    find: (key) => read(container, key),

    async *madeBetween({ from, to }, pageSize) {
      const pages = container.items.query<IdentifierEntry>(
        {
          query: 'SELECT * FROM c WHERE c.madeAt >= @from AND c.madeAt < @to ORDER BY c.madeAt',
          parameters: [
            { name: '@from', value: timestamp(from) },
            { name: '@to', value: timestamp(to) },
          ],
        },
        { maxItemCount: pageSize },
      );
      while (pages.hasMoreResults()) yield (await pages.fetchNext()).resources;
    },

    async assign({ document: { id, mentionedBy }, etag }, subjectId) {
      const entry = { id, subjectId, mentionedBy, madeAt: timestamp(clock.now()) };
      const outcome = await replace(container, entry, etag);
      return outcome === 'replaced' ? 'assigned' : 'changed';
    },

    async release(key, subjectId, word) {
      const entry = await read(container, key);
      if (entry === undefined) return 'absent';
      const left = without(entry.document, subjectId, word);
      if (left === entry.document) return 'absent';
      const outcome =
        left === undefined
          ? await remove(container, key, entry.etag)
          : await replace(container, left, entry.etag);
      return outcome === 'changed' ? this.release(key, subjectId, word) : 'released';
    },
  };
}

/** The entry without the subject: itself if the subject is not in it, undefined if nothing is left. */
function without(
  entry: IdentifierEntry,
  subjectId: SubjectId,
  word: { readonly erasedAt: string; readonly ttl: number } | undefined,
): IdentifierEntry | undefined {
  const owns = entry.subjectId === subjectId;
  if (!owns && !(subjectId in entry.mentionedBy)) return entry;
  const { [subjectId]: _, ...mentionedBy } = entry.mentionedBy;
  const { id, madeAt } = entry;
  if (owns && word !== undefined) return { id, mentionedBy, madeAt, ...word };
  const owner = owns ? undefined : entry.subjectId;
  if (owner === undefined && Object.keys(mentionedBy).length === 0) return undefined;
  return { id, mentionedBy, madeAt, ...(owner !== undefined && { subjectId: owner }) };
}

async function read(container: Container, key: IdentifierKey): Promise<Stored<IdentifierEntry> | undefined> {
  const { resource, etag } = await container.item(key, key).read<IdentifierEntry>();
  return resource === undefined ? undefined : { document: withoutSystemProperties(resource), etag };
}

async function replace(
  container: Container,
  entry: IdentifierEntry,
  etag: string,
): Promise<'replaced' | 'changed'> {
  const condition = { type: 'IfMatch', condition: etag };
  return unlessChanged<'replaced'>(async () => {
    await container.item(entry.id, entry.id).replace(entry, { accessCondition: condition });
    return 'replaced';
  });
}

async function remove(
  container: Container,
  key: IdentifierKey,
  etag: string,
): Promise<'removed' | 'changed'> {
  const condition = { type: 'IfMatch', condition: etag };
  return unlessChanged<'removed'>(async () => {
    await container.item(key, key).delete({ accessCondition: condition });
    return 'removed';
  });
}

async function unlessChanged<Done extends string>(write: () => Promise<Done>): Promise<Done | 'changed'> {
  try {
    return await write();
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 412) return 'changed';
    throw error;
  }
}

function isEntry(body: unknown): body is IdentifierEntry {
  return typeof body === 'object' && body !== null && 'id' in body && 'mentionedBy' in body;
}
