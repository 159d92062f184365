import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { timestamp } from '../../shared/domain/calendar.ts';
import type {
  ErasureDocument,
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
import { recordAnswer, recordDecision, remind } from '../../shared/domain/notice.ts';
import type { NoticeSituation, NoticeStep } from '../../shared/domain/notice-step.ts';
import { entriesOf, isFinal, isTask, type ProcessorAnswer } from '../../shared/domain/recipient.ts';
import { type ProcessorId, processors } from '../../shared/policy/processors.ts';

const subjectId = 's' as SubjectId;
const ids = Object.keys(processors) as ProcessorId[];

/** One thing that can happen around an erasure; `late` answers come to somebody who has stopped waiting. */
type Happening =
  | { readonly does: 'answer'; readonly processor: ProcessorId; readonly answer: ProcessorAnswer }
  | { readonly does: 'decide'; readonly processor: ProcessorId; readonly decision: 'done' | 'exception' }
  | { readonly does: 'advance' | 'die before the commit' | 'release and die' | 'remind' | 'be told' };

const answer = fc.constantFrom<ProcessorAnswer>(
  { answer: 'done' },
  { answer: 'verified', references: ['1'] },
  { answer: 'nothing-held' },
  { answer: 'accepted', references: ['1'] },
  { answer: 'unreachable', because: 'no-answer', retryAfter: 90 },
  { answer: 'failed', because: 'refused' },
  { answer: 'manual', because: 'by-hand' },
);
const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ does: fc.constant('answer' as const), processor: fc.constantFrom(...ids), answer }),
  fc.record({
    does: fc.constant('decide' as const),
    processor: fc.constantFrom(...ids),
    decision: fc.constantFrom('done' as const, 'exception' as const),
  }),
  fc.record({
    does: fc.constantFrom(
      'advance' as const,
      'die before the commit' as const,
      'release and die' as const,
      'remind' as const,
      'be told' as const,
    ),
  }),
);

const record = (id: string): RegistrationDocument => ({
  id: id as RegistrationId,
  kind: 'registration',
  subjectId,
  channel: 'contact-form',
  email: 'a@example.test',
  phone: '+4722334455',
  marketing: false,
  locale: 'nb',
  submittedOn: '2026-11-22',
  receivedAt: '2026-11-22T10:00:00Z',
  eraseAfter: '2031-11-22T23:00:00Z',
  salt: '',
});

/** A subject's partition and its entries, as far as an erasure changes them. */
class Partition {
  head: SubjectHead = { id: 'subject', kind: 'subject', subjectId, changes: 1 };
  records: RecordDocument[];
  notices: NoticeDocument[] = [];
  readonly events: PrivacyEvent[] = [];
  readonly entries: Set<string>;
  at = Temporal.Instant.from('2031-11-23T00:00:00Z');
  #count = 0;

  constructor(records: number) {
    this.records = Array.from({ length: records }, (_, index) => record(`r${index}`));
    this.entries = new Set(['email:a@example.test', 'phone:+4722334455']);
    const erasure = requestedErasure(
      {
        id: 'e' as ErasureId,
        cause: 'withdrawal',
        records: this.records,
        tell: { email: 'a@example.test', locale: 'nb' },
      },
      this.situation(),
    );
    this.notices.push(erasure);
  }

  situation(): NoticeSituation {
    return {
      subjectId,
      head: this.head,
      records: this.records,
      holds: [],
      notices: this.notices,
      at: this.at,
      noticeTtl: 60,
      newEventId: () => `event-${(this.#count += 1)}` as EventId,
      newErasureId: () => `erasure-${(this.#count += 1)}` as ErasureId,
      keysOf: ({ type, value }) => [`${type}:${value}` as IdentifierKey],
    };
  }

  get erasure(): ErasureDocument {
    const found = this.notices.find(({ id }) => id === 'e');
    if (found?.kind !== 'erasure') throw new Error('the erasure is gone');
    return found;
  }

  /** Takes the erasure as far as it goes, or to where somebody dies. */
  advance(until: 'the end' | 'the commit' | 'after a release' = 'the end'): void {
    let released = false;
    for (let round = 0; round < 20; round += 1) {
      const step = nextStep(this.erasure, this.situation(), { released });
      if (step.step === 'wait') return;
      if (step.step === 'release') {
        for (const { key } of step.releases) this.entries.delete(key);
        released = true;
        if (until === 'after a release') return;
      } else {
        if (until === 'the commit') return;
        this.commit(step);
        released = false;
      }
    }
    throw new Error('the erasure goes round in circles');
  }

  commit({ notice, heldBack, head, remove, events }: Extract<NoticeStep, { step: 'commit' }>): void {
    this.head = this.headAfter(head);
    this.records = this.records.filter(({ id }) => !remove.includes(id));
    this.replace(notice === 'forgotten' ? undefined : notice);
    if (heldBack !== undefined) this.notices.push(heldBack);
    this.events.push(...events);
  }

  headAfter(step: Extract<NoticeStep, { step: 'commit' }>['head']): SubjectHead {
    const { releasing: _, ...open } = this.head;
    switch (step) {
      case 'releases':
        return { ...open, releasing: this.erasure.id };
      case 'closes':
        return { ...open, closedAt: timestamp(this.at) };
      case 'opens':
        return open;
      case 'stands':
      case 'counts':
      case 'expires':
        return this.head;
    }
  }

  replace(notice: NoticeDocument | undefined): void {
    this.notices = this.notices.map((before) => (notice?.id === before.id ? notice : before));
  }

  happen(what: Happening): void {
    this.at = this.at.add({ minutes: 7 });
    const telling = { subjectId, at: this.at, newEventId: () => this.situation().newEventId() };
    switch (what.does) {
      case 'answer': {
        const recorded = recordAnswer(this.erasure, { ...telling, ...what });
        if (recorded === undefined || this.erasure.state !== 'waiting') return;
        this.replace(recorded.document);
        this.events.push(recorded.event);
        return;
      }
      case 'decide': {
        const decision = { decision: what.decision, evidence: 'case 1', by: 'staff', on: timestamp(this.at) };
        const recorded = recordDecision(this.erasure, { ...telling, ...what, decision, evidence: 'f' });
        if (recorded !== undefined) this.replace(recorded.document);
        return;
      }
      case 'remind': {
        const reminded = this.erasure.state === 'waiting' ? remind(this.erasure, telling) : undefined;
        if (reminded !== undefined) this.replace(reminded.document);
        return;
      }
      case 'be told':
        if (this.erasure.state !== 'telling') return;
        this.commit(commitOf(conclude(this.erasure, this.situation())));
        return;
      case 'advance':
        this.advance();
        return;
      case 'die before the commit':
        this.advance('the commit');
        return;
      case 'release and die':
        this.advance('after a release');
        return;
    }
  }

  /** How often each event was told. */
  told(name: string): number {
    return this.events.filter(({ type }) => type.endsWith(`.${name}.v1`)).length;
  }
}

function commitOf(step: NoticeStep): Extract<NoticeStep, { step: 'commit' }> {
  if (step.step !== 'commit') throw new Error('expected a commit');
  return step;
}

const isOver = ({ state }: ErasureDocument) => state === 'completed' || state === 'completed-with-exceptions';

describe('an erasure, whatever happens in whatever order', () => {
  test('never says more than is known', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.array(happening, { maxLength: 60 }),
        (records, events) => {
          const partition = new Partition(records);
          for (const each of events) {
            partition.happen(each);
            const { erasure } = partition;
            const all = entriesOf(erasure.recipients).map(([, recipient]) => recipient);
            if (erasure.state !== 'deleting') expect(partition.records).toEqual([]);
            if (erasure.state === 'releasing' || isOver(erasure)) {
              expect(all.every(isFinal)).toBe(true);
              expect(erasure.dossier).toBeUndefined();
              expect(erasure.tell).toBeUndefined();
            } else {
              expect(partition.told('erasure.completed')).toBe(0);
              expect([...partition.entries]).toHaveLength(2);
            }
            if (isOver(erasure)) {
              const stayed = all.some(({ decision }) => decision?.decision === 'exception');
              expect(erasure.state).toBe(stayed ? 'completed-with-exceptions' : 'completed');
              expect([...partition.entries]).toEqual([]);
            }
            expect(partition.told('erasure.completed')).toBeLessThanOrEqual(1);
            expect(partition.told('erasure.started')).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  test('is completed in the end, when everyone answers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.array(happening, { maxLength: 60 }),
        (records, events) => {
          const partition = new Partition(records);
          for (const each of events) partition.happen(each);
          partition.advance();
          for (const [processor, recipient] of entriesOf(partition.erasure.recipients)) {
            partition.happen(
              isTask(recipient)
                ? { does: 'decide', processor, decision: 'done' }
                : { does: 'answer', processor, answer: { answer: 'done' } },
            );
          }
          partition.advance();
          partition.happen({ does: 'be told' });
          partition.advance();
          expect(isOver(partition.erasure)).toBe(true);
          expect(partition.told('registration.erased')).toBe(records);
          expect(partition.told('erasure.completed')).toBe(1);
          expect(partition.head.closedAt).toBeDefined();
          expect(partition.head.releasing).toBeUndefined();
        },
      ),
    );
  });

  test('is always found again: a step that must not wait is due, and what waits has a time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.array(happening, { maxLength: 60 }),
        (records, events) => {
          const partition = new Partition(records);
          for (const each of events) {
            partition.happen(each);
            const { state, eraseAfter, chaseAt, taskDueOn, verifyAt } = partition.erasure;
            switch (state) {
              case 'deleting':
              case 'releasing':
                expect(eraseAfter).toBeDefined();
                break;
              case 'waiting':
              case 'telling':
                expect(chaseAt ?? taskDueOn).toBeDefined();
                break;
              case 'completed':
              case 'completed-with-exceptions':
                expect(verifyAt).toBeDefined();
                break;
              case 'held':
              case 'verified':
                throw new Error(`an erasure that nobody held or verified is ${state}`);
            }
          }
        },
      ),
    );
  });
});
