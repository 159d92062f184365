import { isEvent, type PrivacyEvent } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { World } from '../../shared/ports.ts';
import { askProcessor } from '../../shared/usecases/ask-processor.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import type { Database } from './database.ts';

/** What one erasure takes when nothing disturbs it: one step after the other, no processor holding anything. */
export interface ErasureCost {
  /**
   * Requests to Cosmos DB until the records are gone and the processors' messages are written. One of them asks
   * who is due: in a sweep of many that is one for a hundred people.
   */
  readonly sweep: number;
  /** Requests for each processor's answer; the last one completes the erasure too. */
  readonly answers: readonly number[];
  /** Messages to the topic, by the event's name. */
  readonly messages: Readonly<Record<string, number>>;
}

/** Whose data is erased: with so many registrations, or with none and a licence that has ended. */
export interface Person {
  readonly email: string;
  readonly registrations: number;
}

/** Takes a person in whose time has come, erases, and counts from there. Nobody else may be due. */
export async function costOfErasure(database: Database, person: Person): Promise<ErasureCost> {
  const { world } = database;
  const subjectId = await takeIn(world, person);
  const before = new Set((await database.eventsOf(subjectId)).map(({ id }) => id));
  const news = async () => (await database.eventsOf(subjectId)).filter(({ id }) => !before.has(id));

  const sweep = await database.requests(() => sweepRetention(world));
  const answers: number[] = [];
  for (const event of await news()) {
    if (!isEvent(event, 'processor.notified')) continue;
    answers.push(await database.requests(() => askProcessor(world, event)));
  }
  return { sweep, answers, messages: countByName(await news()) };
}

async function takeIn(world: World, { email, registrations }: Person): Promise<SubjectId> {
  for (let each = 0; each < registrations; each += 1) {
    await receiveRegistration(world, {
      registration: { channel: 'event', marketing: false, locale: 'nb', submittedOn: '2001-01-01', email },
    });
  }
  if (registrations === 0) await takeInLicence(world, email);
  const entry = await world.identifiers.find(world.keys.identifierKey(emailIdentifier(email)));
  const subjectId = entry?.document.subjectId;
  if (subjectId === undefined) throw new Error('nobody was taken in');
  return subjectId;
}

async function takeInLicence(world: World, email: string): Promise<void> {
  const licence = { source: '/licences', timed: true, licenceId: `L-${email.replace('@', '.')}` };
  const issued = { ...licence, id: `issued-${email}`, at: '2001-01-01T00:00:00.000Z', contact: { email } };
  const ended = { ...licence, id: `ended-${email}`, at: '2001-02-01T00:00:00.000Z', endedOn: '2001-02-01' };
  await receiveLicenceEvent(world, { ...issued, name: 'issued' });
  await receiveLicenceEvent(world, { ...ended, name: 'terminated' });
}

function countByName(events: readonly PrivacyEvent[]): Record<string, number> {
  const names = events.map(({ type }) => type.replace('works.contracting.privacy.', '').replace('.v1', ''));
  const entries = Map.groupBy(names, (name) => name).entries();
  return Object.fromEntries(entries.map(([name, all]) => [name, all.length]));
}
