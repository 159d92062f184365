import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type {
  ConsentDocument,
  HoldDocument,
  LicenceDocument,
  RecordDocument,
  RegistrationDocument,
} from '../../shared/domain/document.ts';
import type { HoldId, IdentifierKey, RegistrationId, SubjectId } from '../../shared/domain/id.ts';
import { mayUse, type PersonState } from '../../shared/domain/use.ts';
import { type PurposeId, purposeIds } from '../../shared/policy/purposes.ts';
import type { UseReason } from '../../shared/policy/use-reasons.ts';

const subjectId = 's' as SubjectId;
const noon = Temporal.Instant.from('2026-11-22T11:00:00Z');
const salt = '';
const email = 'kari@example.test';

const registration = (rest: Partial<RegistrationDocument> = {}): RegistrationDocument => ({
  id: 'r' as RegistrationId,
  kind: 'registration',
  subjectId,
  channel: 'contact-form',
  name: 'Kari',
  company: 'Blåbær AS',
  email,
  phone: '+4722334455',
  marketing: false,
  locale: 'nb',
  submittedOn: '2026-11-01',
  receivedAt: '2026-11-01T10:00:00Z',
  eraseAfter: '2031-11-01T23:00:00Z',
  salt,
  ...rest,
});

const licence = (endedOn: string | null, rest: Partial<LicenceDocument> = {}): LicenceDocument => ({
  id: 'licence:1' as IdentifierKey,
  kind: 'licence',
  subjectId,
  licenceId: 'L-1',
  issued: { contact: { email, company: 'Blåbær AS' }, on: '2026-06-01', at: '2026-06-01T08:00:00.000Z' },
  lifecycle: { endedOn, at: '2026-06-02T08:00:00.000Z' },
  receivedAt: '2026-06-01T08:00:00Z',
  eraseAfter: endedOn && '2027-06-01T22:00:00Z',
  salt,
  ...rest,
});

const consent = (state: ConsentDocument['state'], rest: Partial<ConsentDocument> = {}): ConsentDocument => ({
  id: 'consent:marketing',
  kind: 'consent',
  subjectId,
  purpose: 'marketing',
  state,
  since: '2026-11-20T10:00:00Z',
  ...((state === 'given' || state === 'requested') && { contact: { name: 'Kari', email } }),
  locale: 'nb',
  acts: [],
  eraseAfter: '2031-11-20T23:00:00Z',
  salt,
  ...rest,
});

const signUp = registration({ channel: 'newsletter', marketing: true, eraseAfter: '2026-12-01T23:00:00Z' });

const hold = (restricts: boolean, recordId?: string): HoldDocument => ({
  id: 's.h' as HoldId,
  kind: 'hold',
  subjectId,
  recordId,
  restricts,
  reason: 'a claim',
  authority: 'the district court',
  reviewOn: '2027-01-01',
  placedAt: '2026-11-21T10:00:00Z',
  eraseAfter: null,
  salt,
});

const may = (purpose: PurposeId, state: Partial<PersonState>, at = noon) =>
  mayUse(purpose, { records: [], holds: [], notices: [], suppressed: undefined, ...state }, at);

type Answers = readonly [
  marketing: UseReason,
  technicalNotices: UseReason,
  support: UseReason,
  qualityEvaluation: UseReason,
  usageAnalysis: UseReason,
];
const grounds: readonly UseReason[] = ['consent-given', 'active-licence', 'known'];

describe.each<[string, Partial<PersonState>, Answers]>([
  ['nobody', {}, ['nobody', 'nobody', 'nobody', 'nobody', 'nobody']],
  [
    'somebody who left a contact form',
    { records: [registration()] },
    ['no-consent', 'no-active-licence', 'known', 'known', 'no-active-licence'],
  ],
  [
    'somebody whose newsletter sign-up nobody has confirmed',
    { records: [signUp, consent('requested', { eraseAfter: '2026-12-01T23:00:00Z' })] },
    ['consent-requested', 'no-active-licence', 'nobody', 'nobody', 'no-active-licence'],
  ],
  [
    'somebody who confirmed the newsletter',
    { records: [{ ...signUp, eraseAfter: '2031-11-01T23:00:00Z' }, consent('given')] },
    ['consent-given', 'no-active-licence', 'known', 'known', 'no-active-licence'],
  ],
  [
    'somebody who refused it',
    { records: [registration(), consent('refused')] },
    ['consent-refused', 'no-active-licence', 'known', 'known', 'no-active-licence'],
  ],
  [
    'a customer who withdrew it',
    { records: [licence(null), consent('withdrawn')] },
    ['consent-withdrawn', 'active-licence', 'known', 'known', 'active-licence'],
  ],
  [
    'a customer on the last day of the licence',
    { records: [licence('2026-11-22')] },
    ['no-consent', 'active-licence', 'known', 'known', 'active-licence'],
  ],
  [
    'somebody who was a customer until yesterday',
    { records: [licence('2026-11-21')] },
    ['no-consent', 'no-active-licence', 'known', 'known', 'no-active-licence'],
  ],
  [
    'a licence of which only the end has arrived',
    { records: [licence('2026-11-21', { issued: undefined })] },
    ['no-consent', 'no-active-licence', 'nobody', 'nobody', 'no-active-licence'],
  ],
  [
    'a customer who is restricted',
    { records: [licence(null), registration(), consent('given')], holds: [hold(true)] },
    ['restricted', 'restricted', 'restricted', 'restricted', 'restricted'],
  ],
  [
    'a customer whose data is only held',
    { records: [licence(null), consent('given')], holds: [hold(false)] },
    ['consent-given', 'active-licence', 'known', 'known', 'active-licence'],
  ],
  [
    'a customer whose consent is restricted',
    { records: [licence(null), consent('given')], holds: [hold(true, 'consent:marketing')] },
    ['restricted', 'active-licence', 'known', 'known', 'active-licence'],
  ],
  [
    'a customer who said no to everything that can be refused',
    {
      records: [licence(null), consent('given')],
      suppressed: {
        marketing: '2026-11-21T10:00:00Z',
        'quality-evaluation': '2026-11-21T10:00:00Z',
        'usage-analysis': '2026-11-21T10:00:00Z',
        'technical-notices': '2026-11-21T10:00:00Z',
        support: '2026-11-21T10:00:00Z',
      },
    },
    ['suppressed', 'active-licence', 'known', 'suppressed', 'suppressed'],
  ],
  [
    'somebody who said no to Markedsnyheter and yes after that',
    { records: [consent('given')], suppressed: { marketing: '2026-11-19T10:00:00Z' } },
    ['consent-given', 'no-active-licence', 'nobody', 'nobody', 'no-active-licence'],
  ],
  [
    'somebody erased who did not want Markedsnyheter',
    { suppressed: { marketing: '2026-11-19T10:00:00Z' } },
    ['suppressed', 'nobody', 'nobody', 'nobody', 'nobody'],
  ],
  [
    'somebody whose time was over an hour ago',
    {
      records: [
        registration({ eraseAfter: '2026-11-22T10:00:00Z' }),
        consent('given', { eraseAfter: '2026-11-22T10:00:00Z' }),
      ],
    },
    ['nobody', 'nobody', 'nobody', 'nobody', 'nobody'],
  ],
])('%s', (_, state, answers) => {
  const table = purposeIds.map((purpose, index) => [purpose, answers[index]] as const);
  test.each(table)('for %s: %s', (purpose, because) => {
    const verdict = may(purpose, state);
    expect(verdict.because).toBe(because);
    expect(verdict.allowed).toBe(grounds.some((ground) => ground === because));
  });
});

describe('the data that may be used', () => {
  const dataFor = (purpose: PurposeId, records: readonly RecordDocument[]) => {
    const verdict = may(purpose, { records });
    return verdict.allowed ? verdict.contact : undefined;
  };

  test.each<[PurposeId, string[]]>([
    ['marketing', ['name', 'email']],
    ['technical-notices', ['company', 'email']],
    ['support', ['name', 'company', 'email', 'phone']],
    ['quality-evaluation', ['company', 'email']],
    ['usage-analysis', ['company']],
  ])('for %s is what the purpose needs of what was given for it', (purpose, fields) => {
    const person = [registration(), licence(null), consent('given')];
    expect(Object.keys(dataFor(purpose, person) ?? {})).toEqual(fields);
  });

  test('is what came last, and what came before where the last says nothing', () => {
    const first = registration({ id: 'r1' as RegistrationId, name: 'Kari', company: 'Gammel AS' });
    const last = registration({
      id: 'r2' as RegistrationId,
      name: undefined,
      company: 'Ny AS',
      receivedAt: '2026-11-10T10:00:00Z',
    });
    expect(dataFor('support', [last, first])).toMatchObject({ name: 'Kari', company: 'Ny AS' });
    expect(dataFor('support', [first, last])).toMatchObject({ name: 'Kari', company: 'Ny AS' });
  });

  test('is allowed since the consent, the day the first active licence began in Norway, or the first record', () => {
    const since = (purpose: PurposeId, records: readonly RecordDocument[]) => {
      const verdict = may(purpose, { records });
      return verdict.allowed ? verdict.since : undefined;
    };
    const person = [registration(), licence(null), consent('given')];
    expect(since('marketing', person)).toBe('2026-11-20T10:00:00Z');
    expect(since('technical-notices', person)).toBe('2026-05-31T22:00:00Z');
    expect(since('support', person)).toBe('2026-06-01T08:00:00Z');
  });
});
