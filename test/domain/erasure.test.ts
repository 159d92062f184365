import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { LicenceDocument, RegistrationDocument, SubjectHead } from '../../shared/domain/document.ts';
import { dueRecords, startErasure } from '../../shared/domain/erasure.ts';
import type { ErasureId, EventId, IdentifierKey, RegistrationId, SubjectId } from '../../shared/domain/id.ts';
import type { Identifier } from '../../shared/domain/identifier.ts';

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

describe('what is due', () => {
  test('is nothing a second before the end', () => {
    expect(dueRecords([registration('r')], at.subtract({ seconds: 1 }))).toBeUndefined();
  });

  test('is a registration from the first instant of the next day in Norway', () => {
    expect(dueRecords([registration('r')], at)).toMatchObject({ cause: 'retention', due: [{ id: 'r' }] });
  });

  test('is never an active licence', () => {
    expect(dueRecords([licence('l')], at.add({ hours: 24 * 365 * 20 }))).toBeUndefined();
  });

  test('is taken one cause at a time, and no more than one batch holds', () => {
    const many = Array.from({ length: 60 }, (_, index) => registration(`r${index}`));
    const ended = licence('l', { eraseAfter: '2031-01-01T23:00:00Z' });
    const decision = dueRecords([...many, ended], at);
    expect(decision?.cause).toBe('retention');
    expect(decision?.due).toHaveLength(40);
    expect(dueRecords([ended], at)?.cause).toBe('licence-end');
  });
});

describe('an erasure', () => {
  const head: SubjectHead = { id: 'subject', kind: 'subject', subjectId, changes: 3 };
  const start = (
    erase: (RegistrationDocument | LicenceDocument)[],
    keep: (RegistrationDocument | LicenceDocument)[],
  ) => {
    let count = 0;
    return startErasure({
      subjectId,
      head,
      erase,
      keep,
      cause: 'retention',
      at,
      id: 'e' as ErasureId,
      closedTtl: 60,
      newEventId: () => `event-${(count += 1)}` as EventId,
      keysOf: ({ type, value }: Identifier) => [`${type}:1:${value}` as IdentifierKey],
    });
  };

  test('of everything closes the subject and releases every identifier', () => {
    const { head: after, erasure } = start([registration('r', { phone: '+4722334455' })], []);
    expect(after).toMatchObject({ changes: 4, closedAt: '2031-11-22T23:00:00Z', ttl: 60 });
    expect(erasure).toMatchObject({
      closes: true,
      releases: [{ key: 'email:1:a@example.test' }, { key: 'phone:1:+4722334455' }],
    });
  });

  test('of a part keeps the subject open and the identifiers that the rest needs', () => {
    const { head: after, erasure } = start(
      [registration('r', { phone: '+4722334455' })],
      [registration('later')],
    );
    expect(after.closedAt).toBeUndefined();
    expect(after.erasing).toBe('e');
    expect(erasure.releases).toEqual([{ key: 'phone:1:+4722334455' }]);
  });

  test('of a licence leaves word, so that an old event does not bring the person back', () => {
    expect(start([licence('licence:1:x')], [registration('r')]).erasure.releases).toEqual([
      { key: 'licence:1:x', historyUntil: '2026-01-01T00:00:00.000Z' },
    ]);
  });

  test('tells which registrations went, and says nothing of the person', () => {
    const { events } = start([registration('r1'), registration('r2')], []);
    expect(events.map(({ type }) => type)).toEqual([
      'works.contracting.privacy.erasure.requested.v1',
      'works.contracting.privacy.erasure.started.v1',
      'works.contracting.privacy.registration.erased.v1',
      'works.contracting.privacy.registration.erased.v1',
    ]);
    expect(JSON.stringify(events)).not.toContain('@');
  });

  test('of an end that waited for its licence tells nothing: it was about nobody', () => {
    expect(start([licence('l', { issued: undefined })], []).events).toEqual([]);
  });

  test('fits into one transactional batch', () => {
    const many = Array.from({ length: 40 }, (_, index) => registration(`r${index}`));
    const { events } = start(many, []);
    expect(1 + 1 + many.length + events.length).toBeLessThanOrEqual(100);
  });
});
