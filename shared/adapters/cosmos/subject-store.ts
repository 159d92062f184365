import {
  BulkOperationType,
  type Container,
  type JSONObject,
  type JSONValue,
  type OperationInput,
  type OperationResponse,
  type Resource,
} from '@azure/cosmos';
import { timestamp } from '../../domain/calendar.ts';
import {
  type ErasureDocument,
  headId,
  type RecordDocument,
  type SubjectDocument,
  type SubjectHead,
} from '../../domain/document.ts';
import type { PrivacyEvent } from '../../domain/event.ts';
import type { SubjectId } from '../../domain/id.ts';
import type { CommitOutcome, HeadChange, Stored, SubjectChange, SubjectStore } from '../../ports.ts';
import { BatchUnavailable, isPassing } from './status.ts';
import { withoutSystemProperties } from './system-properties.ts';

/** The documents of `subjects`: partition key `/subjectId`, one partition a data subject. */
export function createSubjectStore(container: Container): SubjectStore {
  return {
    async commit(change) {
      const operations = operationsOf(change);
      const answers = await inOneBatch(container, change.subjectId, operations);
      const failed = answers.findIndex(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
      return failed === -1 ? 'committed' : outcomeOf(change, failed, answers[failed]?.statusCode ?? 0);
    },

    async read(subjectId, kind, id) {
      const { resource, etag } = await container.item(id, subjectId).read<SubjectDocument>();
      return isOfKind(resource, kind) ? { document: withoutSystemProperties(resource), etag } : undefined;
    },

    async holdings(subjectId) {
      // The head first: whatever changes after it has moved its ETag, so the rest can only be newer.
      const head = await this.read(subjectId, 'subject', headId);
      const query = `SELECT * FROM c WHERE c.kind IN ('registration', 'licence', 'erasure')`;
      const { resources } = await container.items
        .query<(RecordDocument | ErasureDocument) & Resource>(query, { partitionKey: subjectId })
        .fetchAll();
      const records: Stored<RecordDocument>[] = [];
      const erasures: ErasureDocument[] = [];
      for (const resource of resources) {
        const document = withoutSystemProperties(resource);
        if (document.kind === 'erasure') erasures.push(document);
        else records.push({ document, etag: resource._etag });
      }
      return { subjectId, head, records, erasures };
    },

    async forgetErasure({ subjectId, id, closes }) {
      const removal: OperationInput = { operationType: BulkOperationType.Delete, id };
      const answers = await inOneBatch(container, subjectId, closes ? [removal] : [opening(id), removal]);
      for (const { statusCode } of answers) {
        // Somebody else was faster.
        if (statusCode >= 400 && ![404, 412, 424].includes(statusCode)) throw refusal(statusCode);
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
      while (pages.hasMoreResults()) {
        const { resources } = await pages.fetchNext();
        if (resources.length > 0) yield [...new Set(resources.map(({ subjectId }) => subjectId))];
      }
    },
  };
}

/** The operations of one change; the head comes first, then the marker: their failures say the most. */
function operationsOf({ subjectId, head, marker, create, replace, remove, events }: SubjectChange) {
  return [
    headOperation(subjectId, head),
    ...(marker === undefined ? [] : [creation(marker)]),
    ...(create ?? []).map(creation),
    ...(replace ?? []).map(
      ({ document, etag }): OperationInput => ({
        operationType: BulkOperationType.Replace,
        id: document.id,
        ifMatch: etag,
        resourceBody: { ...asBody(document), id: document.id },
      }),
    ),
    ...(remove ?? []).map((id): OperationInput => ({ operationType: BulkOperationType.Delete, id })),
    ...events.map((event) => creation(eventDocument(subjectId, event))),
  ];
}

function creation(document: SubjectDocument): OperationInput {
  return { operationType: BulkOperationType.Create, resourceBody: asBody(document) };
}

function eventDocument(subjectId: SubjectId, event: PrivacyEvent): SubjectDocument {
  return { id: event.id, kind: 'event', subjectId, event };
}

function headOperation(subjectId: SubjectId, change: HeadChange): OperationInput {
  switch (change.expect) {
    case 'none': {
      const head: SubjectHead = { id: headId, kind: 'subject', subjectId, changes: 1, ...change.closed };
      return creation(head);
    }
    case 'open':
      return {
        operationType: BulkOperationType.Patch,
        id: headId,
        resourceBody: {
          operations: [{ op: 'incr', path: '/changes', value: 1 }],
          condition: 'FROM c WHERE NOT IS_DEFINED(c.closedAt) AND NOT IS_DEFINED(c.erasing)',
        },
      };
    case 'unmoved':
      return {
        operationType: BulkOperationType.Replace,
        id: headId,
        ifMatch: change.etag,
        resourceBody: { ...asBody(change.head), id: headId },
      };
  }
}

/** The head after an erasure of a part: open again. */
function opening(erasure: string): OperationInput {
  return {
    operationType: BulkOperationType.Patch,
    id: headId,
    resourceBody: {
      operations: [
        { op: 'remove', path: '/erasing' },
        { op: 'incr', path: '/changes', value: 1 },
      ],
      condition: `FROM c WHERE c.erasing = '${erasure}'`,
    },
  };
}

/** What the first failure of a batch means for the change. Any failure but those expected is a fault. */
function outcomeOf({ head, marker }: SubjectChange, failed: number, status: number): CommitOutcome {
  if (failed === 0) {
    const outcome = headOutcomes[head.expect][status];
    if (outcome === undefined) throw refusal(status);
    return outcome;
  }
  if (failed === 1 && marker !== undefined && status === 409) return 'repeated';
  if ([404, 409, 412].includes(status)) return 'changed';
  throw refusal(status);
}

const headOutcomes: Readonly<Record<HeadChange['expect'], Readonly<Record<number, CommitOutcome>>>> = {
  none: { 409: 'subject-exists' },
  open: { 404: 'no-subject', 412: 'not-open' },
  unmoved: { 404: 'changed', 412: 'changed' },
};

function refusal(status: number): Error {
  if (isPassing(status)) return new BatchUnavailable(status);
  return new Error(`Cosmos DB refused a batch with ${status}`);
}

async function inOneBatch(
  container: Container,
  subjectId: SubjectId,
  operations: OperationInput[],
): Promise<readonly OperationResponse[]> {
  const { result, code } = await container.items.batch(operations, subjectId);
  if (result !== undefined) return result;
  throw refusal(code ?? 0);
}

function isOfKind<Kind extends SubjectDocument['kind']>(
  document: SubjectDocument | undefined,
  kind: Kind,
): document is Extract<SubjectDocument, { kind: Kind }> {
  return document?.kind === kind;
}

/** A document as the SDK wants it. Fields that are undefined are left out when it is written as JSON. */
function asBody(document: SubjectDocument): JSONObject {
  return document as Partial<Record<keyof SubjectDocument, JSONValue>>;
}
