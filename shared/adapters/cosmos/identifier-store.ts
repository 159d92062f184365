import { BulkOperationType, type Container, type Resource } from '@azure/cosmos';
import { timestamp } from '../../domain/calendar.ts';
import type { IdentifierKey, SubjectId } from '../../domain/id.ts';
import { allRefused } from '../../domain/suppression.ts';
import type { Clock, IdentifierEntry, IdentifierStore, Stored, WordOfErasure } from '../../ports.ts';
import { createBulkRequests } from './bulk-requests.ts';
import { statusOf } from './status.ts';
import { withoutSystemProperties } from './system-properties.ts';

/** The entries of `identifiers`: partition key `/id`, one entry a partition. */
export function createIdentifierStore(container: Container, clock: Clock): IdentifierStore {
  // The one way to create an entry, or read the one that is there, with a single request.
  const bulk = createBulkRequests(container);
  return {
    async claim(key, subjectId) {
      const entry = {
        id: key,
        subjectId,
        mentionedBy: {},
        touchedAt: timestamp(clock.now()),
      };
      const [created, found] = await bulk([
        { operationType: BulkOperationType.Create, partitionKey: key, resourceBody: entry },
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
      const entry = { id: key, mentionedBy, touchedAt: timestamp(clock.now()) };
      const answers = await bulk([
        { operationType: BulkOperationType.Create, partitionKey: key, resourceBody: entry },
        {
          operationType: BulkOperationType.Patch,
          partitionKey: key,
          id: key,
          resourceBody: {
            operations: [
              { op: 'set', path: `/mentionedBy/${subjectId}`, value: true },
              { op: 'set', path: '/touchedAt', value: entry.touchedAt },
            ],
          },
        },
      ]);
      const done = answers.some(({ statusCode }) => statusCode === 200 || statusCode === 201);
      if (!done) await this.mention(key, subjectId);
    },

    find: (key) => read(container, key),

    async *touchedBetween({ from, to }, pageSize) {
      const pages = container.items.query<IdentifierEntry & Resource>(
        {
          query: 'SELECT * FROM c WHERE c.touchedAt >= @from AND c.touchedAt < @to ORDER BY c.touchedAt',
          parameters: [
            { name: '@from', value: timestamp(from) },
            { name: '@to', value: timestamp(to) },
          ],
        },
        { maxItemCount: pageSize },
      );
      while (pages.hasMoreResults()) {
        const { resources } = await pages.fetchNext();
        yield resources.map((entry) => ({ document: withoutSystemProperties(entry), etag: entry._etag }));
      }
    },

    write: (entry, etag) =>
      unlessChanged(async () => {
        const written =
          etag === undefined
            ? await container.items.create<IdentifierEntry>(entry)
            : await container.item(entry.id, entry.id).replace(entry, ifMatch(etag));
        return { document: entry, etag: written.etag };
      }),

    remove: ({ document: { id }, etag }) =>
      unlessChanged<'removed'>(async () => {
        await container.item(id, id).delete(ifMatch(etag));
        return 'removed';
      }),

    async release(key, subjectId, word) {
      const entry = await read(container, key);
      if (entry === undefined) return 'absent';
      const left = without(entry.document, subjectId, word);
      if (left === entry.document) return 'absent';
      const outcome = left === undefined ? await this.remove(entry) : await this.write(left, entry.etag);
      return outcome === 'changed' ? this.release(key, subjectId, word) : 'released';
    },
  };
}

/** The entry without the subject: itself if the subject is not in it, undefined if nothing is left. */
function without(
  entry: IdentifierEntry,
  subjectId: SubjectId,
  word: WordOfErasure,
): IdentifierEntry | undefined {
  const owns = entry.subjectId === subjectId;
  if (!owns && !(subjectId in entry.mentionedBy)) return entry;
  const { [subjectId]: _, ...mentionedBy } = entry.mentionedBy;
  const { id, touchedAt, next } = entry;
  const suppressed = allRefused([entry.suppressed, owns ? word.suppressed : undefined]);
  const left = { id, touchedAt, mentionedBy, ...(suppressed && { suppressed }) };
  // Whoever is taking a licence over has it now.
  const leadsTo = owns ? next : entry.subjectId;
  if (leadsTo !== undefined) return { ...left, subjectId: leadsTo };
  const historyUntil = owns ? word.historyUntil : undefined;
  if (Object.keys(mentionedBy).length > 0) return { ...left, ...(historyUntil && { historyUntil }) };
  if (suppressed === undefined && historyUntil === undefined) return undefined;
  return { ...left, ...(historyUntil && { historyUntil }), ttl: word.ttl };
}

async function read(container: Container, key: IdentifierKey): Promise<Stored<IdentifierEntry> | undefined> {
  const { resource, etag } = await container.item(key, key).read<IdentifierEntry>();
  return resource === undefined ? undefined : { document: withoutSystemProperties(resource), etag };
}

function ifMatch(etag: string) {
  return { accessCondition: { type: 'IfMatch', condition: etag } };
}

async function unlessChanged<Done>(write: () => Promise<Done>): Promise<Done | 'changed'> {
  try {
    return await write();
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 409 || status === 412) return 'changed';
    throw error;
  }
}

function isEntry(body: unknown): body is IdentifierEntry {
  return typeof body === 'object' && body !== null && 'id' in body && 'mentionedBy' in body;
}
