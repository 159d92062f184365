import { headId, type NoticeDocument, type SubjectHead } from '../../shared/domain/document.ts';
import { isEvent, type PrivacyEvent } from '../../shared/domain/event.ts';
import type { HoldId, SubjectId } from '../../shared/domain/id.ts';
import { emailIdentifier } from '../../shared/domain/identifier.ts';
import type { Registration } from '../../shared/domain/registration.ts';
import type { World } from '../../shared/ports.ts';
import { chaseProcessors } from '../../shared/usecases/chase-processors.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { receiveRegistration } from '../../shared/usecases/receive-registration.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import type { Database } from './database.ts';

/** What staff, the licence system and the timers do, over a database. */
export interface Office {
  /** A form without Markedsnyheter comes in. */
  receive(email: string, rest?: Partial<Registration>): Promise<SubjectId>;
  /** A licence is issued at the end of `on`, or given another contact person then. */
  issueLicence(licenceId: string, given: LicenceContact): Promise<void>;
  endLicence(licenceId: string, endedOn: string): Promise<void>;
  /** Places a hold that does not restrict: on a record, or on the whole person. */
  hold(subjectId: SubjectId, recordId?: string): Promise<HoldId>;
  /** What the timers do, and the broker, until nothing is left to do; `world` as it then is. */
  timers(world: World): Promise<void>;
  /** Whom an address leads to. */
  leadsTo(email: string): Promise<SubjectId | undefined>;
  headOf(subjectId: SubjectId): Promise<SubjectHead | undefined>;
  noticesOf<Kind extends NoticeDocument['kind']>(
    subjectId: SubjectId,
    kind: Kind,
  ): Promise<Extract<NoticeDocument, { readonly kind: Kind }>[]>;
  /** Every message to a processor, oldest first. */
  messagesOf(subjectId: SubjectId): Promise<PrivacyEvent<'processor.notified'>[]>;
}

interface LicenceContact {
  readonly email: string;
  readonly phone?: string;
  readonly on?: string;
}

export function officeOver(database: Database): Office {
  const { world: real } = database;
  const licence = { source: '/licences', timed: true } as const;
  return {
    async receive(email, rest = {}) {
      const base = { channel: 'event', marketing: false, locale: 'nb', submittedOn: '2026-11-01' } as const;
      await receiveRegistration(real, { registration: { ...base, email, ...rest } });
      return (await this.leadsTo(email)) ?? Promise.reject(new Error('the address leads to nobody'));
    },
    async issueLicence(licenceId, { on = '2001-01-01', ...contact }) {
      const id = `${licenceId} issued ${on}`;
      const at = `${on}T23:00:00.000Z`;
      await receiveLicenceEvent(real, { ...licence, id, licenceId, name: 'issued', at, contact });
    },
    async endLicence(licenceId, endedOn) {
      const id = `${licenceId} terminated ${endedOn}`;
      const at = `${endedOn}T23:00:00.000Z`;
      await receiveLicenceEvent(real, { ...licence, id, licenceId, name: 'terminated', at, endedOn });
    },
    async hold(subjectId, recordId) {
      const order = { reason: 'a claim', authority: 'the district court', reviewOn: '2027-01-01' };
      const placed = await placeHold(real, { subjectId, recordId, restricts: false, ...order });
      if (placed.outcome !== 'placed') throw new Error('the hold was not placed');
      return placed.holdId;
    },
    async timers(world) {
      await database.deliver(world);
      for (let round = 0; round < 3; round += 1) {
        await sweepRetention(world);
        await chaseProcessors(world);
        await database.deliver(world);
      }
    },
    async leadsTo(email) {
      return (await real.identifiers.find(real.keys.identifierKey(emailIdentifier(email))))?.document
        .subjectId;
    },
    async headOf(subjectId) {
      return (await real.subjects.read(subjectId, 'subject', headId))?.document;
    },
    async noticesOf<Kind extends NoticeDocument['kind']>(subjectId: SubjectId, kind: Kind) {
      const isWanted = (notice: NoticeDocument): notice is Extract<NoticeDocument, { kind: Kind }> =>
        notice.kind === kind;
      const { notices } = await real.subjects.holdings(subjectId);
      return notices.map(({ document }) => document).filter(isWanted);
    },
    async messagesOf(subjectId) {
      return (await database.eventsOf(subjectId)).filter((event) => isEvent(event, 'processor.notified'));
    },
  };
}
