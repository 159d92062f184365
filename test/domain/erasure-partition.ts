import { Temporal } from 'temporal-polyfill';
import { timestamp } from '../../shared/domain/calendar.ts';
import type {
  ErasureDocument,
  LicenceDocument,
  NoticeDocument,
  RecordDocument,
  RegistrationDocument,
  SubjectHead,
} from '../../shared/domain/document.ts';
import { conclude } from '../../shared/domain/erasure-end.ts';
import { requestedErasure } from '../../shared/domain/erasure-request.ts';
import type { PrivacyEvent } from '../../shared/domain/event.ts';
import type { ErasureId, EventId, IdentifierKey, RegistrationId, SubjectId } from '../../shared/domain/id.ts';
import { nextStep } from '../../shared/domain/next-step.ts';
import type { NoticeSituation, NoticeStep } from '../../shared/domain/notice-step.ts';

const subjectId = 's' as SubjectId;
const email = 'a@example.test';
const phone = '+4722334455';

/** The two erasures of the person: of the forms, which the person asked for, and of the licence, whose time is over. */
export const erasures = ['forms', 'licence'] as const;
export type Which = (typeof erasures)[number];

/** The entries that lead to the person, by the erasure that lets go of them at the latest. */
export const entriesOfErasure = {
  forms: [`email:${email}`, `phone:${phone}`],
  licence: [`email:${email}`],
} as const satisfies Record<Which, readonly string[]>;
export const licenceEntry = 'licence:L';

const registration = (id: string): RegistrationDocument => ({
  id: id as RegistrationId,
  kind: 'registration',
  subjectId,
  channel: 'contact-form',
  email,
  phone,
  marketing: false,
  locale: 'nb',
  submittedOn: '2026-11-22',
  receivedAt: '2026-11-22T10:00:00Z',
  eraseAfter: '2031-11-22T23:00:00Z',
  salt: '',
});

const licence: LicenceDocument = {
  id: licenceEntry as IdentifierKey,
  kind: 'licence',
  subjectId,
  licenceId: 'L',
  issued: { contact: { email }, on: '2026-01-01', at: '2026-01-01T08:00:00.000Z' },
  lifecycle: { endedOn: '2026-06-30', at: '2026-06-30T08:00:00.000Z' },
  receivedAt: '2026-01-01T08:00:00Z',
  eraseAfter: '2026-09-30T22:00:00Z',
  salt: '',
};

/**
 * A subject's partition and its entries, as far as two erasures of the person change them. A document is never changed
 * but replaced, so which object it is serves as its ETag.
 */
export class Partition {
  at = Temporal.Instant.from('2031-11-23T00:00:00Z');
  head: SubjectHead = { id: 'subject', kind: 'subject', subjectId, changes: 1 };
  records: readonly RecordDocument[];
  notices: readonly NoticeDocument[] = [];
  readonly events: PrivacyEvent[] = [];
  readonly entries = new Set<string>([...entriesOfErasure.forms, licenceEntry]);
  #count = 0;

  constructor(forms: number) {
    const registrations = Array.from({ length: forms }, (_, index) => registration(`r${index}`));
    this.records = [...registrations, licence];
    const tell = { email, locale: 'nb' } as const;
    this.#request({ id: 'forms' as ErasureId, cause: 'withdrawal', records: registrations, tell });
    this.#request({ id: 'licence' as ErasureId, cause: 'licence-end', records: [licence] });
  }

  #request(request: Parameters<typeof requestedErasure>[0]): void {
    this.notices = [...this.notices, requestedErasure(request, this.situation())];
  }

  situation(): NoticeSituation {
    return {
      head: this.head,
      records: this.records,
      holds: [],
      notices: this.notices,
      noticeTtl: 60,
      ...this.telling(),
      newErasureId: () => `erasure-${(this.#count += 1)}` as ErasureId,
      keysOf: ({ type, value }) => [`${type}:${value}` as IdentifierKey],
    };
  }

  telling() {
    return { subjectId, at: this.at, newEventId: () => `event-${(this.#count += 1)}` as EventId };
  }

  erasure(which: Which): ErasureDocument {
    const found = this.notices.find(({ id }) => id === which);
    if (found?.kind !== 'erasure') throw new Error('the erasure is gone');
    return found;
  }

  replace(notice: NoticeDocument): void {
    this.notices = this.notices.map((before) => (notice.id === before.id ? notice : before));
  }

  /** A batch: refused when the notice, or the head as far as the step rests on it, is not what was read. */
  commit({ step, notice, head }: Decided & { readonly step: CommitStep }): void {
    if (!this.notices.includes(notice) || !this.#allows(step.head, { notice, head })) return;
    this.head = this.#headAfter(step.head, notice);
    this.records = this.records.filter(({ id }) => !step.remove.includes(id));
    if (step.notice !== 'forgotten') this.replace(step.notice);
    this.events.push(...step.events);
  }

  #allows(step: CommitStep['head'], { notice, head }: Pick<Decided, 'notice' | 'head'>): boolean {
    switch (step) {
      case 'stands':
        return true;
      case 'counts':
      case 'releases':
      case 'closes':
        return this.head === head;
      case 'opens':
        return this.head.releasing === notice.id;
      case 'expires':
        return this.head.closedAt !== undefined;
    }
  }

  #headAfter(step: CommitStep['head'], { id }: ErasureDocument): SubjectHead {
    const { releasing: _, ...open } = this.head;
    const counted = { ...this.head, changes: this.head.changes + 1 };
    switch (step) {
      case 'stands':
        return this.head;
      case 'counts':
        return counted;
      case 'releases':
        return { ...counted, releasing: id };
      case 'closes':
        return { ...counted, closedAt: timestamp(this.at) };
      case 'opens':
        return { ...open, changes: counted.changes };
      case 'expires':
        return { ...this.head, ttl: 60 };
    }
  }

  /** How often an erasure told of something. */
  told(which: Which, name: string): number {
    return this.events.filter(
      ({ type, data }) => type.endsWith(`.${name}.v1`) && 'erasureId' in data && data.erasureId === which,
    ).length;
  }
}

type CommitStep = Extract<NoticeStep, { readonly step: 'commit' }>;

/** What somebody decided to do, and what it was decided by. */
interface Decided {
  readonly step: NoticeStep;
  readonly notice: ErasureDocument;
  readonly head: SubjectHead;
}

/** Somebody who takes erasures on, as far as they go; between looking and acting others may act. */
export class Worker {
  readonly #partition: Partition;
  #decided: Decided | undefined;
  #released: ErasureDocument | undefined;

  constructor(partition: Partition) {
    this.#partition = partition;
  }

  /**
   * Decides on the next step of an erasure, or of the one that is releasing just now; `told`: the person has got the
   * mail.
   *
   * @returns whether there is something to do.
   */
  look(which: Which, { told }: { readonly told: boolean }): boolean {
    const situation = this.#partition.situation();
    const { head } = situation;
    const notice = this.#partition.erasure(erasures.find((each) => each === head.releasing) ?? which);
    const step =
      told && notice.state === 'telling'
        ? conclude(notice, situation)
        : nextStep(notice, situation, { released: this.#released === notice });
    this.#decided = step.step === 'wait' ? undefined : { step, notice, head };
    return this.#decided !== undefined;
  }

  /** Does what was decided. */
  act(): void {
    const decided = this.#decided;
    this.#decided = undefined;
    if (decided === undefined) return;
    const { step } = decided;
    if (step.step === 'commit') this.#partition.commit({ ...decided, step });
    if (step.step !== 'release') return;
    for (const { key } of step.releases) this.#partition.entries.delete(key);
    this.#released = decided.notice;
  }

  /** Takes an erasure as far as it goes. */
  advance(which: Which, given: { readonly told: boolean }): void {
    for (let round = 0; round < 30; round += 1) {
      if (!this.look(which, given)) return;
      this.act();
    }
    throw new Error('the erasure goes round in circles');
  }
}
