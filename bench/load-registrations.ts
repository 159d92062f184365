import { BulkOperationType, type Container, type JSONObject, type OperationInput } from '@azure/cosmos';
import { Temporal } from 'temporal-polyfill';
import type { Containers } from '../shared/adapters/cosmos/container.ts';
import { timestamp } from '../shared/domain/calendar.ts';
import { headId, type SubjectDocument } from '../shared/domain/document.ts';
import { emailIdentifier } from '../shared/domain/identifier.ts';
import { registered } from '../shared/domain/registration.ts';
import type { IdentifierEntry, World } from '../shared/ports.ts';
import { mustHold } from './measurement.ts';
import { newPerson } from './person.ts';

/** What Cosmos DB takes in one bulk request. */
const perRequest = 100;
const requestsAtOnce = 4;

interface Target {
  readonly containers: Containers;
  readonly world: Pick<World, 'ids' | 'keys'>;
}

/** Adds registrations that are due, and some that are not: each of another person, as an intake leaves it. */
export async function loadRegistrations(
  target: Target,
  { due, kept }: { readonly due: number; readonly kept: number },
): Promise<void> {
  const ages = agesOf({ due, kept });
  // No more is made ahead than is sent: 200,000 people at once would be a heap to collect.
  const send = async () => {
    for (let batch = take(ages); batch.length > 0; batch = take(ages)) await sendBatch(target, batch);
  };
  await Promise.all(Array.from({ length: requestsAtOnce }, send));
}

/** How many days ago each was submitted: the due ones five to six years, the others up to four. */
function* agesOf({ due, kept }: { readonly due: number; readonly kept: number }): Generator<number> {
  for (let each = 0; each < due; each += 1) yield 5 * 366 + (each % 365);
  for (let each = 0; each < kept; each += 1) yield each % (4 * 365);
}

/** The next people whose documents fit in one bulk request, three to each. */
function take(ages: Generator<number>): number[] {
  const batch: number[] = [];
  while (batch.length < Math.floor(perRequest / 3)) {
    const { value, done } = ages.next();
    if (done) break;
    batch.push(value);
  }
  return batch;
}

async function sendBatch({ containers, world }: Target, ages: readonly number[]): Promise<void> {
  const people = ages.map((age) => personOf(world, age));
  await createAll(
    containers.identifiers,
    people.map(({ entry }) => creation(entry.id, { ...entry })),
  );
  await createAll(
    containers.subjects,
    people.flatMap(({ documents }) =>
      documents.map((document) => creation(document.subjectId, { ...document })),
    ),
  );
}

/** The documents that `receiveRegistration` writes for somebody new. */
function personOf({ ids, keys }: Target['world'], age: number) {
  const at = Temporal.Now.instant().subtract({ hours: 24 * age });
  const subjectId = ids.subject();
  const person = newPerson();
  const salt = keys.salt();
  const { document, event } = registered({
    registration: { ...person, marketing: false, locale: 'nb', submittedOn: at.toString().slice(0, 10) },
    id: ids.registration(),
    eventId: ids.event(at),
    subjectId,
    at,
    salt,
    commit: (content) => keys.commitment(salt, content),
  });
  const entry: IdentifierEntry = {
    id: keys.identifierKey(emailIdentifier(person.email)),
    subjectId,
    mentionedBy: {},
    touchedAt: timestamp(at),
  };
  const documents: readonly SubjectDocument[] = [
    { id: headId, kind: 'subject', subjectId, changes: 1 },
    document,
    { id: event.id, kind: 'event', subjectId, event },
  ];
  return { entry, documents };
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
