import { isEvent, type PrivacyEvent } from '../../shared/domain/event.ts';
import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { nameOf } from './event-receiver.ts';
import { personalDataIn } from './person.ts';

export async function receiptsTold({ events }: StoryContext): Promise<string> {
  await events.received('licence.issued', 1);
  await events.received('consent.given', 1);
  const asked = await events.received('consent.requested', 2);
  const told = await events.received('registration.received', 4);
  expectThat('2 × consent.requested', asked.length === 2, asked.length);
  expectThat('4 × registration.received', told.length === 4, told.length);
  expectNobodyIn(events.arrivals.map(({ event }) => event));
  return '4 registrations, 2 questions, a yes, a licence: nobody by name.';
}

export async function erasuresTold({ events }: StoryContext): Promise<string> {
  const requested = await events.received('erasure.requested', 5);
  const erased = await events.received('registration.erased', 5);
  const proven = await events.received('erasure.verified', 5);
  expectThat('5 erasures', requested.length === 5, requested.length);
  expectThat('5 × registration.erased', erased.length === 5, erased.length);
  expectThat('5 × erasure.verified', proven.length === 5, proven.length);
  const told = events.arrivals.map(({ event }) => event);
  expectNobodyIn(told);
  const contradicted = told.filter((event) => isEvent(event, 'erasure.contradicted'));
  expectThat('nothing to be contradicted', contradicted.length === 0, contradicted);
  const ids = new Set(told.map(({ id }) => id));
  expectThat('each event once', ids.size === told.length, told.map(nameOf));
  return '5 erasures, from request to verified: once each, and no names.';
}

function expectNobodyIn(events: readonly PrivacyEvent[]): void {
  const naming = events.filter((event) => personalDataIn(JSON.stringify(event)).length > 0);
  expectThat('events that name nobody', naming.length === 0, naming.map(nameOf));
}
