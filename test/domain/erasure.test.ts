import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type {
  ConsentDocument,
  ErasureDocument,
  HoldDocument,
  LicenceDocument,
  NoticeDocument,
  RecordDocument,
  RegistrationDocument,
} from '../../shared/domain/document.ts';
import { nextErasureStep } from '../../shared/domain/erasure.ts';
import { requestedErasure } from '../../shared/domain/erasure-request.ts';
import { dueRecords, processorsConcerned } from '../../shared/domain/erasure-scope.ts';
import type {
  ErasureId,
  EventId,
  HoldId,
  IdentifierKey,
  RegistrationId,
  SubjectId,
} from '../../shared/domain/id.ts';
import type { Identifier } from '../../shared/domain/identifier.ts';
import type { NoticeSituation } from '../../shared/domain/notice-step.ts';

const subjectId = 's' as SubjectId;
const at = Temporal.Instant.from('2031-11-22T23:00:00Z');
const registration = (id: string, rest: Partial<RegistrationDocument> = {}): RegistrationDocument => ({
  id: id as RegistrationId,
  kind: 'registration',
  subjectId,
  channel: 'contact-form',
  email: 'a@example.test',
  marketing: false,
  locale: 'nb',
  submittedOn: '2026-11-22',
  receivedAt: '2026-11-22T10:00:00Z',
  eraseAfter: '2031-11-22T23:00:00Z',
  salt: '',
  ...rest,
});
const licence = (id: string, rest: Partial<LicenceDocument> = {}): LicenceDocument => ({
  id: id as IdentifierKey,
  kind: 'licence',
  subjectId,
  licenceId: 'L-1',
  issued: { contact: { email: 'a@example.test' }, on: '2026-01-01', at: '2026-01-01T00:00:00.000Z' },
  receivedAt: '2026-01-01T00:00:00Z',
  eraseAfter: null,
  salt: '',
  ...rest,
});

const consent = (rest: Partial<ConsentDocument> = {}): ConsentDocument => ({
  id: 'consent:marketing',
  kind: 'consent',
  subjectId,
  purpose: 'marketing',
  state: 'given',
  since: '2026-11-22T10:00:00Z',
  contact: { email: 'a@example.test' },
  locale: 'nb',
  acts: [],
  eraseAfter: '2031-11-22T23:00:00Z',
  salt: '',
  ...rest,
});
const hold = (recordId?: string): HoldDocument => ({
  id: 's.h' as HoldId,
  kind: 'hold',
  subjectId,
  recordId,
  restricts: false,
  reason: 'a claim',
  authority: 'the court',
  reviewOn: '2032-01-01',
  placedAt: '2031-01-01T00:00:00Z',
  eraseAfter: null,
  salt: '',
});

describe('what is due', () => {
  test('is nothing a second before the end', () => {
    expect(dueRecords([registration('r')], at.subtract({ seconds: 1 }))).toEqual([]);
  });

  test('is a registration from the first instant of the next day in Norway', () => {
    expect(dueRecords([registration('r')], at)).toMatchObject([{ cause: 'retention', due: [{ id: 'r' }] }]);
  });

  test('is never an active licence', () => {
    expect(dueRecords([licence('l')], at.add({ hours: 24 * 365 * 20 }))).toEqual([]);
  });

  test('is told by its cause: time, the end of a licence, a consent that ended', () => {
    const ended = licence('l', { eraseAfter: '2031-01-01T23:00:00Z' });
    const causes = dueRecords([registration('r'), ended, consent({ state: 'withdrawn' })], at);
    expect(causes.map(({ cause }) => cause)).toEqual(['retention', 'licence-end', 'withdrawal']);
  });
});

describe('the processors concerned', () => {
  test('are those whom the record reached, by the register', () => {
    expect(processorsConcerned([registration('r')], [])).toEqual([
      'azure-monitor',
      'zendesk',
      'teamviewer',
      'goto',
    ]);
    expect(processorsConcerned([licence('l')], [])).toEqual(['azure-monitor', 'zendesk', 'teamviewer']);
  });

  test('are not those who still need the person for what stays', () => {
    expect(processorsConcerned([registration('r')], [licence('l')])).toEqual(['goto']);
    expect(processorsConcerned([registration('r')], [registration('later')])).toEqual([]);
  });

  test('are none for what was given to nobody: an unconfirmed sign-up, a withdrawn consent without a name', () => {
    const signUp = registration('r', { channel: 'newsletter', eraseAfter: '2026-12-06T23:00:00Z' });
    expect(processorsConcerned([signUp, consent({ state: 'requested' })], [])).toEqual([]);
    expect(processorsConcerned([consent({ state: 'withdrawn', contact: undefined })], [])).toEqual([]);
  });
});

describe('an erasure', () => {
  const situation = (
    records: readonly RecordDocument[],
    rest: Partial<Pick<NoticeSituation, 'holds' | 'notices' | 'head'>> = {},
  ): NoticeSituation => {
    let count = 0;
    return {
      subjectId,
      head: { id: 'subject', kind: 'subject', subjectId, changes: 3 },
      records,
      holds: [],
      notices: [],
      at,
      noticeTtl: 90,
      newEventId: () => `event-${(count += 1)}` as EventId,
      newErasureId: () => 'another' as ErasureId,
      keysOf: ({ type, value }: Identifier) => [`${type}:1:${value}` as IdentifierKey],
      ...rest,
    };
  };
  const request = (records: readonly RecordDocument[], all = records) =>
    requestedErasure({ id: 'e' as ErasureId, cause: 'retention', records }, situation(all));
  const stepOf = (
    erasure: ErasureDocument,
    now: NoticeSituation,
    { released = false }: { released?: boolean } = {},
  ) => {
    const step = nextErasureStep(erasure, now, { released });
    if (step.step !== 'commit') throw new Error(`expected a commit, not ${step.step}`);
    return step;
  };
  const typesOf = (events: readonly { readonly type: string }[]) =>
    events.map(({ type }) => type.replace(/^works\.contracting\.privacy\.|\.v1$/g, ''));
  const asErasure = (notice: NoticeDocument | 'forgotten'): ErasureDocument => {
    if (notice === 'forgotten' || notice.kind !== 'erasure') throw new Error('expected an erasure');
    return notice;
  };
  /** The erasure with every processor's answer. */
  const answered = (erasure: ErasureDocument): ErasureDocument => ({ ...erasure, recipients: {} });

  test('deletes, tells which registrations went and whom it has asked, and names nobody', () => {
    const records = [registration('r1'), registration('r2')];
    const { notice, remove, events } = stepOf(request(records), situation(records));
    expect(remove).toEqual(['r1', 'r2']);
    expect(typesOf(events)).toEqual([
      'registration.erased',
      'registration.erased',
      'erasure.started',
      ...Array.from({ length: 4 }, () => 'processor.notified'),
    ]);
    expect(JSON.stringify(events)).not.toContain('@');
    expect(asErasure(notice)).toMatchObject({ state: 'waiting', pending: [] });
  });

  test('takes as many records as one transactional batch holds, then the next', () => {
    const records = Array.from({ length: 90 }, (_, index) => registration(`r${index}`));
    let { notice, remove, events } = stepOf(request(records), situation(records));
    expect(remove).toHaveLength(40);
    expect(3 + remove.length + events.length).toBeLessThanOrEqual(100);
    expect(asErasure(notice)).toMatchObject({ state: 'deleting' });
    ({ notice, remove } = stepOf(asErasure(notice), situation(records.slice(40))));
    expect(remove).toHaveLength(40);
    ({ notice, remove, events } = stepOf(asErasure(notice), situation(records.slice(80))));
    expect(remove).toHaveLength(10);
    expect(asErasure(notice)).toMatchObject({ state: 'waiting' });
    expect(typesOf(events)).toContain('erasure.started');
  });

  test('waits while a processor has not given a final answer', () => {
    const records = [registration('r')];
    const { notice } = stepOf(request(records), situation(records));
    expect(nextErasureStep(asErasure(notice), situation([]), { released: false })).toEqual({ step: 'wait' });
  });

  test('of everything closes the subject, releases every identifier, and only then is completed', () => {
    const records = [registration('r', { phone: '+4722334455' })];
    const waiting = answered(asErasure(stepOf(request(records), situation(records)).notice));
    const closing = stepOf(waiting, situation([]));
    expect(closing.head).toBe('closes');
    const releasing = asErasure(closing.notice);
    expect(releasing.dossier).toBeUndefined();
    expect(releasing.releases).toEqual([{ key: 'email:1:a@example.test' }, { key: 'phone:1:+4722334455' }]);
    expect(closing.events).toEqual([]);
    expect(nextErasureStep(releasing, situation([]), { released: false })).toMatchObject({ step: 'release' });
    const done = stepOf(releasing, situation([]), { released: true });
    expect(asErasure(done.notice)).toMatchObject({ state: 'completed', verifyAt: '2031-11-22T23:00:00Z' });
    expect(typesOf(done.events)).toEqual(['erasure.completed']);
  });

  test('of a part keeps the subject open and the identifiers that the rest needs', () => {
    const [gone, later] = [registration('r', { phone: '+4722334455' }), registration('later')];
    const waiting = answered(
      asErasure(stepOf(request([gone], [gone, later]), situation([gone, later])).notice),
    );
    const { head, notice } = stepOf(waiting, situation([later]));
    expect(head).toBe('releases');
    expect(asErasure(notice).releases).toEqual([{ key: 'phone:1:+4722334455' }]);
  });

  test('does not close the subject under another that still waits for an answer', () => {
    const records = [registration('r')];
    const other: ErasureDocument = { ...request([registration('other')]), id: 'other' as ErasureId };
    const waiting = answered(asErasure(stepOf(request(records), situation(records)).notice));
    const step = stepOf(waiting, situation([], { notices: [waiting, { ...other, state: 'waiting' }] }));
    expect(step.head).toBe('counts');
    expect(asErasure(step.notice)).toMatchObject({ state: 'completed', releases: [] });
  });

  test('of a licence first leaves word, so that an old event does not bring the person back', () => {
    const records = [licence('licence:1:x')];
    const { head, notice } = stepOf(request(records), situation(records));
    expect(head).toBe('releases');
    const going = asErasure(notice);
    expect(going.state).toBe('deleting');
    expect(nextErasureStep(going, situation([]), { released: false })).toEqual({
      step: 'release',
      releases: [{ key: 'licence:1:x', historyUntil: '2026-01-01T00:00:00.000Z' }],
    });
    expect(stepOf(going, situation([]), { released: true })).toMatchObject({
      head: 'opens',
      notice: { state: 'waiting', releases: [] },
    });
  });

  test('of an end that waited for its licence tells nothing, and is forgotten: it was about nobody', () => {
    const records = [licence('licence:1:x', { issued: undefined })];
    const going = asErasure(stepOf(request(records), situation(records)).notice);
    const started = stepOf(going, situation([]), { released: true });
    expect(started.events).toEqual([]);
    const closing = stepOf(asErasure(started.notice), situation([]));
    const done = stepOf(asErasure(closing.notice), situation([]), { released: true });
    expect(done).toMatchObject({ notice: 'forgotten', events: [] });
  });

  test('leaves behind what a hold has come over since it was asked for, and says that it waits', () => {
    const records = [registration('r1'), registration('r2')];
    const step = stepOf(request(records), situation(records, { holds: [hold('r2')] }));
    expect(step.remove).toEqual(['r1']);
    expect(step.heldBack).toMatchObject({ state: 'held', scope: [{ id: 'r2' }] });
    expect(typesOf(step.events)).toContain('erasure.held');
  });

  test('asks no processor that holds the person for what is held back', () => {
    const many = Array.from({ length: 41 }, (_, index) => registration(`r${index}`));
    const begun = asErasure(stepOf(request(many), situation(many)).notice);
    const last = many.slice(40);
    const { notice, events } = stepOf(begun, situation(last, { holds: [hold()] }));
    expect(asErasure(notice)).toMatchObject({ state: 'waiting', recipients: {} });
    expect(typesOf(events)).not.toContain('processor.notified');
  });

  test('tells the person who asked before it forgets the address', () => {
    const records = [registration('r')];
    const asked = requestedErasure(
      {
        id: 'e' as ErasureId,
        cause: 'withdrawal',
        records,
        tell: { email: 'a@example.test', locale: 'nb' },
      },
      situation(records),
    );
    const waiting = answered(asErasure(stepOf(asked, situation(records)).notice));
    const { notice, events } = stepOf(waiting, situation([]));
    expect(asErasure(notice)).toMatchObject({ state: 'telling', tell: { locale: 'nb' } });
    expect(typesOf(events)).toEqual(['erasure.answered']);
  });
});
