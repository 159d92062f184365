import type { Container, Resource } from '@azure/cosmos';
import type { Temporal } from 'temporal-polyfill';
import { timestamp } from '../../domain/calendar.ts';
import type { DisclosureDocument } from '../../domain/disclosure.ts';
import {
  type ErasureDocument,
  type HoldDocument,
  headId,
  type NoticeDocument,
  type RecordDocument,
  type SubjectDocument,
} from '../../domain/document.ts';
import { type PrivacyEvent, typeOf } from '../../domain/event.ts';
import type { SubjectId } from '../../domain/id.ts';
import type { RequestDocument } from '../../domain/request.ts';
import type { HeldDocument, Holdings, PersonHoldings, Stored, SubjectStore } from '../../ports.ts';
import { pagesOf } from './pages.ts';
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
      const { resources } = await container.items
        .query<HeldDocument & Resource>(everythingHeld, { partitionKey: subjectId })
        .fetchAll();
      return { subjectId, head, ...sort(resources) };
    },

    async *each<Kind extends SubjectDocument['kind']>(subjectId: SubjectId, kinds: readonly Kind[]) {
      type Document = Extract<SubjectDocument, { kind: Kind }>;
      const pages = container.items.query<Document & Resource>(ofKinds(kinds), {
        partitionKey: subjectId,
        maxItemCount: 500,
      });
      for await (const resources of pagesOf(pages)) {
        yield resources.map((resource) => withoutSystemProperties<Document>(resource));
      }
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

    requestsByDueDay: (pageSize) =>
      stored<RequestDocument>(`SELECT * FROM c WHERE c.dueOn >= '' ORDER BY c.dueOn`, { pageSize }),

    requestsUndelivered: (pageSize) =>
      stored<RequestDocument>(`SELECT * FROM c WHERE c.undeliveredAt >= '' ORDER BY c.undeliveredAt DESC`, {
        pageSize,
      }),

    toWake: (at, pageSize) =>
      stored<RequestDocument>('SELECT * FROM c WHERE c.wakeAt <= @now ORDER BY c.wakeAt', { at, pageSize }),

    async requestsAbout(subjectId) {
      const query = 'SELECT * FROM c WHERE c.about = @about';
      const parameters = [{ name: '@about', value: subjectId }];
      const { resources } = await container.items
        .query<RequestDocument & Resource>({ query, parameters })
        .fetchAll();
      return resources.map((resource) => ({
        document: withoutSystemProperties(resource),
        etag: resource._etag,
      }));
    },

    async lookupsOf(subjectId, most) {
      // The id of an event begins with its time.
      const query = {
        query: `SELECT TOP @most VALUE c.event FROM c WHERE c.kind = 'event' AND c.event.type = @type ORDER BY c.id DESC`,
        parameters: [
          { name: '@most', value: most },
          { name: '@type', value: typeOf('person.looked-up') },
        ],
      };
      const { resources } = await container.items
        .query<PrivacyEvent<'person.looked-up'>>(query, { partitionKey: subjectId })
        .fetchAll();
      return resources;
    },

    async *disclosuresByDay(pageSize) {
      const query = `SELECT * FROM c WHERE c.disclosedOn >= '' ORDER BY c.disclosedOn DESC`;
      for await (const page of stored<DisclosureDocument>(query, { pageSize })) {
        yield page.map(({ document }) => document);
      }
    },

    async endingBetween({ from, to }) {
      const countOf = async (kind: RecordDocument['kind']) => {
        const { resources } = await container.items
          .query<number>({
            query:
              'SELECT VALUE COUNT(1) FROM c WHERE c.kind = @kind AND c.eraseAfter >= @from AND c.eraseAfter < @to',
            parameters: [
              { name: '@kind', value: kind },
              { name: '@from', value: timestamp(from) },
              { name: '@to', value: timestamp(to) },
            ],
          })
          .fetchAll();
        return resources[0] ?? 0;
      };
      const [registration, licence, consent] = await Promise.all([
        countOf('registration'),
        countOf('licence'),
        countOf('consent'),
      ]);
      return { registration, licence, consent };
    },

    async countPeople() {
      const query = "SELECT VALUE COUNT(1) FROM c WHERE c.kind = 'subject'";
      const { resources } = await container.items.query<number>(query).fetchAll();
      return resources[0] ?? 0;
    },

    async *completedSince(at, pageSize) {
      const query = 'SELECT * FROM c WHERE c.completedAt >= @now ORDER BY c.completedAt DESC';
      for await (const page of stored<NoticeDocument>(query, { at, pageSize })) {
        yield page.map(({ document }) => document);
      }
    },

    async *everybody(after) {
      const kinds = `'registration', 'licence', 'consent', 'hold', 'erasure'`;
      const query = {
        query: `SELECT * FROM c WHERE c.kind IN (${kinds}) AND c.subjectId > @after ORDER BY c.subjectId`,
        parameters: [{ name: '@after', value: after ?? '' }],
      };
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
  async function* stored<
    Document extends NoticeDocument | HoldDocument | RequestDocument | DisclosureDocument,
  >(
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

/** What lies in a subject's partition and is not its events, its markers or its head. */
const held = [
  'registration',
  'licence',
  'consent',
  'hold',
  'erasure',
  'rectification',
  'withdrawal',
  'disclosure',
] as const satisfies readonly HeldDocument['kind'][];

const everythingHeld = ofKinds(held);

function ofKinds(kinds: readonly SubjectDocument['kind'][]): string {
  return `SELECT * FROM c WHERE c.kind IN (${kinds.map((kind) => `'${kind}'`).join(', ')})`;
}

function sort(
  resources: readonly (HeldDocument & Resource)[],
): Pick<Holdings, 'records' | 'holds' | 'notices' | 'disclosures'> {
  const records: Stored<RecordDocument>[] = [];
  const holds: Stored<HoldDocument>[] = [];
  const notices: Stored<NoticeDocument>[] = [];
  const disclosures: Stored<DisclosureDocument>[] = [];
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
      case 'disclosure':
        disclosures.push({ document, etag });
        break;
    }
  }
  return { records, holds, notices, disclosures };
}

function isOfKind<Kind extends SubjectDocument['kind']>(
  document: SubjectDocument | undefined,
  kind: Kind,
): document is Extract<SubjectDocument, { kind: Kind }> {
  return document?.kind === kind;
}
