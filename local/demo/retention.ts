import type { ErasureCause, PrivacyEvent } from '../../shared/domain/event.ts';
import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { nameOf } from './event-receiver.ts';
import { endOf } from './moments.ts';
import { person, personalDataIn } from './person.ts';
import type { SearchResult } from './search-stores.ts';

const { email, phone } = person;

export async function receiptsTold({ events }: StoryContext): Promise<string> {
  await events.received('licence.issued', 1);
  const told = await events.received('registration.received', 4);
  expectThat('4 × registration.received', told.length === 4, told.length);
  expectNobodyIn(events.arrivals.map(({ event }) => event));
  return '4 registrations and a licence: ids and dates, nobody by name.';
}

export async function lookedUp({ product, days }: StoryContext): Promise<string> {
  const held = await keptUntil({ product });
  const expected = [
    endOf(days.licenceKept),
    endOf(days.phoneCallKept),
    ...Array.from({ length: 3 }, () => endOf(days.formsKept)),
  ];
  expectThat(`records kept until ${expected.join(', ')}`, held.join() === expected.join(), held);
  return [
    `1 licence, kept through ${days.licenceKept}`,
    `1 registration, kept through ${days.phoneCallKept}`,
    `3 registrations, kept through ${days.formsKept}`,
  ].join('\n');
}

export async function searchFindsHer({ search }: StoryContext): Promise<string> {
  const result = await search();
  const documents = result.found.filter(({ kind }) => kind === 'document');
  const files = result.found.filter(({ kind }) => kind === 'file').map(({ where }) => where);
  const elsewhere = result.found.filter(({ kind }) => kind !== 'document' && kind !== 'file');
  expectThat('her data in 5 documents', documents.length === 5, documents);
  expectThat(
    'all of them in the container subjects',
    documents.every(({ where }) => where === 'subjects'),
    documents,
  );
  expectThat('her data in one file', files.length === 1, files);
  expectThat('her data nowhere else', elsewhere.length === 0, elsewhere);
  return `Found: ${documents.length} documents and the file ${files.join()}.\nNot in ${inWords(result)}.`;
}

export async function licenceErased({ product, events, days }: StoryContext): Promise<string> {
  await product.runTimer('sweep-retention');
  const held = await keptUntil({ product });
  expectThat('4 records', held.length === 4, held);
  expectThat('none of them the licence', !held.includes(endOf(days.licenceKept)), held);
  const [request] = await events.received('erasure.requested', 1);
  expectThat('an erasure for the end of the licence', isFor('licence-end', request?.event), request?.event);
  return 'The licence is gone. The 4 registrations are still there.';
}

export async function keptToTheLastMinute({ product, days }: StoryContext): Promise<string> {
  await product.runTimer('sweep-retention');
  const held = await keptUntil({ product });
  const expected = Array.from({ length: 3 }, () => endOf(days.formsKept));
  expectThat('the 3 forms, and nothing else', held.join() === expected.join(), held);
  return 'The phone call has gone. The 3 forms are still here.';
}

export async function everythingErased({ product }: StoryContext): Promise<string> {
  await product.runTimer('sweep-retention');
  for (const by of [{ email }, { phone }]) {
    const subjects = await product.lookUp(by);
    expectThat('an empty lookup', subjects.length === 0, subjects);
  }
  return 'All gone. Looked up by e-mail and by phone: nobody.';
}

export async function erasuresTold({ events }: StoryContext): Promise<string> {
  const requested = await events.received('erasure.requested', 3);
  const erased = await events.received('registration.erased', 4);
  expectThat('3 erasures', requested.length === 3, requested.length);
  expectThat('4 × registration.erased', erased.length === 4, erased.length);
  const told = events.arrivals.map(({ event }) => event);
  expectNobodyIn(told);
  const ids = new Set(told.map(({ id }) => id));
  expectThat('each event once', ids.size === told.length, told.map(nameOf));
  return 'All 3, and each registration in them, once; nobody by name.';
}

export async function nothingLeft({ search, notes }: StoryContext): Promise<string> {
  const result = await search();
  expectThat('her data nowhere', result.found.length === 0, result.found);
  notes.left = result;
  const { documents, files } = result;
  return `Found nowhere: not in ${documents} documents, ${files} files,\n${inWords(result)}.`;
}

function inWords({ messages, logLines, telemetryItems }: SearchResult): string {
  return `${messages} messages, ${logLines} log lines, ${telemetryItems} telemetry items`;
}

/** When each record held of her may go, soonest first. */
async function keptUntil({ product }: Pick<StoryContext, 'product'>): Promise<string[]> {
  const subjects = await product.lookUp({ email });
  return subjects
    .flatMap(({ records }) => records)
    .map(({ eraseAfter }) => eraseAfter ?? 'no end')
    .sort();
}

function isFor(cause: ErasureCause, event: PrivacyEvent | undefined): boolean {
  return event !== undefined && 'cause' in event.data && event.data.cause === cause;
}

function expectNobodyIn(events: readonly PrivacyEvent[]): void {
  const naming = events.filter((event) => personalDataIn(JSON.stringify(event)).length > 0);
  expectThat('events that name nobody', naming.length === 0, naming.map(nameOf));
}
