import { BulkOperationType, type Container, type JSONObject, type OperationInput } from '@azure/cosmos';
import type { Containers } from '../shared/adapters/cosmos/container.ts';
import type { SubjectDocument } from '../shared/domain/document.ts';
import type { IdentifierEntry, World } from '../shared/ports.ts';
import { mustHold } from './measurement.ts';

/** Where people are put, and how their ids and keys are made. */
export interface LoadTarget {
  readonly containers: Containers;
  readonly world: Pick<World, 'ids' | 'keys'>;
}

/** What the database holds of one person. */
export interface LoadedPerson {
  readonly entry: IdentifierEntry;
  /** Three at most. */
  readonly documents: readonly SubjectDocument[];
}

/** What fits into one bulk request of Cosmos DB: a hundred documents. */
const peoplePerRequest = 33;
const requestsAtOnce = 4;

/** Writes people straight into the database, past the product. */
export async function loadPeople(containers: Containers, people: Iterable<LoadedPerson>): Promise<void> {
  const waiting = people[Symbol.iterator]();
  // No more is made ahead than is sent: 200,000 people at once would be a heap to collect.
  const send = async () => {
    for (let batch = take(waiting); batch.length > 0; batch = take(waiting)) {
      await sendBatch(containers, batch);
    }
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, send));
}

function take(people: Iterator<LoadedPerson>): LoadedPerson[] {
  const batch: LoadedPerson[] = [];
  while (batch.length < peoplePerRequest) {
    const { value, done } = people.next();
    if (done) break;
    batch.push(value);
  }
  return batch;
}

async function sendBatch(
  { identifiers, subjects }: Containers,
  people: readonly LoadedPerson[],
): Promise<void> {
  await createAll(
    identifiers,
    people.map(({ entry }) => creation(entry.id, { ...entry })),
  );
  await createAll(
    subjects,
    people.flatMap(({ documents }) =>
      documents.map((document) => creation(document.subjectId, { ...document })),
    ),
  );
}

function creation(partitionKey: string, document: object): OperationInput {
  return {
    operationType: BulkOperationType.Create,
    partitionKey,
    resourceBody: JSON.parse(JSON.stringify(document)) as JSONObject,
  };
}

async function createAll(container: Container, operations: OperationInput[]): Promise<void> {
  // oxlint-disable-next-line typescript/no-deprecated -- its successor takes twice as long here
  const answers = await container.items.bulk(operations);
  mustHold(
    'every document is created',
    answers.every(({ statusCode }) => statusCode === 201),
  );
}
