import type { Container, QueryIterator, Resource } from '@azure/cosmos';
import type { Temporal } from 'temporal-polyfill';
import { timestamp } from '../../domain/calendar.ts';
import {
  type ErasureDocument,
  type HoldDocument,
  headId,
  type NoticeDocument,
  type RecordDocument,
  type SubjectDocument,
} from '../../domain/document.ts';
import type { SubjectId } from '../../domain/id.ts';
import type { Holdings, PersonHoldings, Stored, SubjectStore } from '../../ports.ts';
import { commitBatch } from './subject-batch.ts';
import { withoutSystemProperties } from './system-properties.ts';

/** The documents of `subjects`: partition key `/subjectId`, one partition a data subject. */
export function createSubjectStore(container: Container): SubjectStore {
  return {
    commit: (change) => commitBatch(container, change),

    async read(subjectId, kind, id) {
      const { resource, etag } = await container.item(id, subjectId).read<SubjectDocument>();
      return isOfKind(resource, kind) ? { document: withoutSystemProperties(resource), etag } : undefined;
    },

    async holdings(subjectId) {
      // The head first: whatever changes after it has moved its ETag, so the rest can only be newer.
      const head = await this.read(subjectId, 'subject', headId);
      const query = `SELECT * FROM c WHERE c.kind IN (${held.map((kind) => `'${kind}'`).join(', ')})`;
      const { resources } = await container.items
        .query<HeldDocument & Resource>(query, { partitionKey: subjectId })
        .fetchAll();
      return { subjectId, head, ...sort(resources) };
    },

    async *due(at, pageSize) {
      const pages = container.items.query<{ subjectId: SubjectId }>(
        {
          query: 'SELECT c.subjectId FROM c WHERE c.eraseAfter <= @now ORDER BY c.eraseAfter',
          parameters: [{ name: '@now', value: timestamp(at) }],
        },
        { maxItemCount: pageSize },
      );
      for await (const resources of pagesOf(pages)) {
        yield [...new Set(resources.map(({ subjectId }) => subjectId))];
      }
    },

    async *toChase(at, pageSize) {
      const query = 'SELECT * FROM c WHERE c.chaseAt <= @now ORDER BY c.chaseAt';
      for await (const page of stored<NoticeDocument>(query, { at, pageSize })) {
        yield page.map(({ document }) => document);
      }
    },

    toVerify: (at, pageSize) =>
      stored<ErasureDocument>('SELECT * FROM c WHERE c.verifyAt <= @now ORDER BY c.verifyAt', {
        at,
        pageSize,
      }),

    async *withTasks(pageSize) {
      const query = `SELECT * FROM c WHERE c.taskDueOn >= '' ORDER BY c.taskDueOn`;
      for await (const page of stored<NoticeDocument>(query, { pageSize })) {
        yield page.map(({ document }) => document);
      }
    },

    async *holdsByReview(pageSize) {
      const query = `SELECT * FROM c WHERE c.reviewOn >= '' ORDER BY c.reviewOn`;
      for await (const page of stored<HoldDocument>(query, { pageSize })) {
        yield page.map(({ document }) => document);
      }
    },

    async *everybody() {
      const kinds = `'registration', 'licence', 'consent', 'hold', 'erasure'`;
      const query = `SELECT * FROM c WHERE c.kind IN (${kinds}) ORDER BY c.subjectId`;
      let person: (HeldDocument & Resource)[] = [];
      const pages = container.items.query<HeldDocument & Resource>(query, { maxItemCount: 500 });
      for await (const resources of pagesOf(pages)) {
        const people: PersonHoldings[] = [];
        for (const resource of resources) {
          const [first] = person;
          if (first !== undefined && first.subjectId !== resource.subjectId) {
            people.push({ subjectId: first.subjectId, ...sort(person) });
            person = [];
          }
          person.push(resource);
        }
        if (people.length > 0) yield people;
      }
      const [last] = person;
      if (last !== undefined) yield [{ subjectId: last.subjectId, ...sort(person) }];
    },
  };

  /** The documents a query finds by an index, page by page; its `@now` is `at`. */
  async function* stored<Document extends NoticeDocument | HoldDocument>(
    query: string,
    { at, pageSize }: { readonly at?: Temporal.Instant; readonly pageSize: number },
  ): AsyncGenerator<readonly Stored<Document>[]> {
    const parameters = at === undefined ? [] : [{ name: '@now', value: timestamp(at) }];
    const pages = container.items.query<Document & Resource>(
      { query, parameters },
      { maxItemCount: pageSize },
    );
    for await (const resources of pagesOf(pages)) {
      yield resources.map((resource) => ({
        document: withoutSystemProperties(resource),
        etag: resource._etag,
      }));
    }
  }
}

/** What the partition of a subject holds beside its events and markers. */
type HeldDocument = RecordDocument | HoldDocument | NoticeDocument;

const held = [
  'registration',
  'licence',
  'consent',
  'hold',
  'erasure',
  'rectification',
  'withdrawal',
] as const satisfies readonly HeldDocument['kind'][];

function sort(
  resources: readonly (HeldDocument & Resource)[],
): Pick<Holdings, 'records' | 'holds' | 'notices'> {
  const records: Stored<RecordDocument>[] = [];
  const holds: Stored<HoldDocument>[] = [];
  const notices: Stored<NoticeDocument>[] = [];
  for (const resource of resources) {
    const document = withoutSystemProperties<HeldDocument>(resource);
    const etag = resource._etag;
    switch (document.kind) {
      case 'registration':
      case 'licence':
      case 'consent':
        records.push({ document, etag });
        break;
      case 'hold':
        holds.push({ document, etag });
        break;
      case 'erasure':
      case 'rectification':
      case 'withdrawal':
        notices.push({ document, etag });
        break;
    }
  }
  return { records, holds, notices };
}

async function* pagesOf<Item>(pages: QueryIterator<Item>): AsyncGenerator<readonly Item[]> {
  while (pages.hasMoreResults()) {
    const { resources } = await pages.fetchNext();
    if (resources.length > 0) yield resources;
  }
}

function isOfKind<Kind extends SubjectDocument['kind']>(
  document: SubjectDocument | undefined,
  kind: Kind,
): document is Extract<SubjectDocument, { kind: Kind }> {
  return document?.kind === kind;
}
