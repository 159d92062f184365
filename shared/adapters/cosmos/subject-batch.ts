import {
  BulkOperationType,
  type Container,
  type JSONObject,
  type JSONValue,
  type OperationInput,
  type OperationResponse,
  type PatchOperation,
} from '@azure/cosmos';
import { headId, type SubjectDocument, type SubjectHead } from '../../domain/document.ts';
import type { PrivacyEvent } from '../../domain/event.ts';
import type { SubjectId } from '../../domain/id.ts';
import type { CommitOutcome, HeadChange, SubjectChange } from '../../ports.ts';
import { currentTraceparent } from '../telemetry/tracing.ts';
import { BatchUnavailable, isPassing } from './status.ts';

/** Sends a change as one transactional batch, and reads what became of it. */
export async function commitBatch(container: Container, change: SubjectChange): Promise<CommitOutcome> {
  const answers = await inOneBatch(container, change.subjectId, operationsOf(change));
  const failed = answers.findIndex(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
  return failed === -1 ? 'committed' : outcomeOf(change, failed, answers[failed]?.statusCode ?? 0);
}

/** The operations of one change; the head comes first, then the marker: their failures say the most. */
function operationsOf({ subjectId, head, marker, create, replace, remove, events }: SubjectChange) {
  return [
    ...headOperation(subjectId, head),
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
  return { id: event.id, kind: 'event', subjectId, event: { ...event, traceparent: currentTraceparent() } };
}

function headOperation(subjectId: SubjectId, change: HeadChange): OperationInput[] {
  switch (change.expect) {
    case 'none': {
      const head: SubjectHead = { id: headId, kind: 'subject', subjectId, changes: 1, ...change.closed };
      return [creation(head)];
    }
    case 'open':
      return [
        headPatch({
          operations: [count],
          condition: 'FROM c WHERE NOT IS_DEFINED(c.closedAt) AND NOT IS_DEFINED(c.releasing)',
        }),
      ];
    case 'releasing':
      return [
        headPatch({
          operations: [{ op: 'remove', path: '/releasing' }, count],
          condition: `FROM c WHERE c.releasing = '${change.id}'`,
        }),
      ];
    case 'any':
      return [];
    case 'closed':
      return [
        headPatch({
          operations: [{ op: 'set', path: '/ttl', value: change.ttl }],
          condition: 'FROM c WHERE IS_DEFINED(c.closedAt)',
        }),
      ];
    case 'unmoved': {
      const { document, etag } = change.head;
      const head = { ...document, ...change.note, changes: document.changes + 1 };
      return [
        {
          operationType: BulkOperationType.Replace,
          id: headId,
          ifMatch: etag,
          resourceBody: { ...asBody(head), id: headId },
        },
      ];
    }
  }
}

const count = { op: 'incr', path: '/changes', value: 1 } as const;

function headPatch(resourceBody: { operations: PatchOperation[]; condition: string }): OperationInput {
  return { operationType: BulkOperationType.Patch, id: headId, resourceBody };
}

/** What the first failure of a batch means for the change. Any failure but those expected is a fault. */
function outcomeOf({ head, marker }: SubjectChange, failed: number, status: number): CommitOutcome {
  const headOperations = head.expect === 'any' ? 0 : 1;
  if (failed < headOperations) {
    const outcome = headOutcomes[head.expect][status];
    if (outcome === undefined) throw refusal(status);
    return outcome;
  }
  if (failed === headOperations && marker !== undefined && status === 409) return 'repeated';
  if ([404, 409, 412].includes(status)) return 'changed';
  throw refusal(status);
}

const headOutcomes: Readonly<Record<HeadChange['expect'], Readonly<Record<number, CommitOutcome>>>> = {
  none: { 409: 'subject-exists' },
  open: { 404: 'no-subject', 412: 'not-open' },
  releasing: { 404: 'changed', 412: 'changed' },
  any: {},
  closed: { 404: 'changed', 412: 'changed' },
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

/** A document as the SDK wants it. Fields that are undefined are left out when it is written as JSON. */
function asBody(document: SubjectDocument): JSONObject {
  return document as Partial<Record<keyof SubjectDocument, JSONValue>>;
}
