import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { recordInDpv } from '../../shared/domain/record-in-dpv.ts';
import {
  type PolicyFacts,
  recordOfProcessing,
  type Words,
} from '../../shared/domain/record-of-processing.ts';
import { register } from '../../shared/policy/register.ts';
import { dpvTerms } from './dpv-terms.ts';

const record = recordOfProcessing(register);
const ids = (entries: readonly { readonly id: string }[]) => entries.map(({ id }) => id);

describe('the record of processing has', () => {
  test('who is responsible and how to reach them, and no person or address that the policy does not name', () => {
    expect(record.controller).toEqual({
      name: 'Contracting AS',
      country: 'NO',
      authority: 'Datatilsynet',
      roles: ['controller', 'processor'],
      contacts: register.contacts,
    });
  });

  test('every purpose and every duty of the register', () => {
    expect(ids(record.activities)).toEqual([
      ...Object.keys(register.purposes),
      ...Object.keys(register.duties),
    ]);
  });

  test.each(record.activities.map((activity) => [activity.id, activity] as const))(
    'for %s people, data, recipients and time limits',
    (_, { people, data, recipients, limits }) => {
      expect(people.nb).not.toBe('');
      expect(data.length).toBeGreaterThan(0);
      expect(recipients.length).toBeGreaterThan(0);
      expect(ids(record.recipients)).toEqual(expect.arrayContaining([...recipients]));
      expect(limits.length).toBeGreaterThan(0);
      expect(ids(record.limits)).toEqual(expect.arrayContaining([...limits]));
    },
  );

  test('every processor, with its country, agreement and fields, and the authorities', () => {
    expect(ids(record.recipients)).toEqual([...Object.keys(register.processors), 'authorities']);
    for (const [id, { name, fields, country }] of Object.entries(register.processors)) {
      const recipient = record.recipients.find((each) => each.id === id);
      expect(recipient).toMatchObject({ name: { nb: name, en: name }, country: { en: country } });
      expect(recipient?.data).toHaveLength(fields.length);
      expect(recipient?.activities).not.toEqual([]);
    }
  });

  test('every retention rule and everything that is remembered, as a period of the calendar', () => {
    expect(ids(record.limits)).toEqual([
      ...Object.keys(register.retention).map((key) => `retention/${key}`),
      ...Object.keys(register.memory).map((key) => `memory/${key}`),
    ]);
    for (const { period } of record.limits) expect(Temporal.Duration.from(period).sign).toBe(1);
  });

  test('each rule of a record in an activity: nothing is kept for no purpose', () => {
    const used = new Set(record.activities.flatMap(({ limits }) => limits));
    const kept = record.limits.filter(({ kind }) => kind === 'records');
    expect(ids(kept).filter((id) => !used.has(id))).toEqual([]);
  });

  test.each(record.recipients.map((recipient) => [recipient.id, recipient] as const))(
    'for a transfer to %s out of the EEA the safeguards that the register states',
    (_, { transfer, transferBasis }) => {
      const stated = transferBasis?.en.toLowerCase() ?? '';
      if (transfer === undefined) expect(['', 'inside the eea']).toContain(stated);
      else expect(transfer.safeguards.length).toBeGreaterThan(0);
      for (const { en } of transfer?.safeguards ?? []) {
        expect(stated).toContain(en.split(':')[0]?.toLowerCase());
      }
    },
  );

  test('everything in both languages', () => {
    const isWords = (value: object): value is Words => 'nb' in value && 'en' in value;
    for (const value of objectsIn(record).filter(isWords)) {
      expect(value.nb).toMatch(/\S/);
      expect(value.en).toMatch(/\S/);
    }
  });

  test('the versions of the policy', () => {
    expect(record.versions.map(({ date }) => date)).toEqual(register.versions.map(({ date }) => date));
  });
});

describe('what is added to the register stands in the record by itself:', () => {
  const key = fc.stringMatching(/^[a-z]{12}$/);
  const added = (facts: Partial<PolicyFacts>) => recordOfProcessing({ ...register, ...facts });

  test('a purpose, a processor that gets its data, and a rule for its records', () => {
    fc.assert(
      fc.property(key, key, key, (purpose, processor, rule) => {
        const { activities, recipients, limits } = added({
          purposes: {
            ...register.purposes,
            [purpose]: { ...register.purposes.support, recipients: [processor] },
          },
          processors: { ...register.processors, [processor]: register.processors.zendesk },
          retention: { ...register.retention, [rule]: register.retention.registration },
        });
        const activity = activities.find(({ id }) => id === purpose);
        expect(activity?.recipients).toEqual([processor]);
        expect(activity?.limits).toContain(`retention/${rule}`);
        expect(recipients.find(({ id }) => id === processor)?.activities).toEqual([purpose]);
        expect(ids(limits)).toContain(`retention/${rule}`);
      }),
    );
  });

  test('a duty, and what is remembered of it', () => {
    fc.assert(
      fc.property(key, key, (duty, memory) => {
        const { activities, limits } = added({
          duties: { ...register.duties, [duty]: { ...register.duties.disclosures, remembers: [memory] } },
          memory: { ...register.memory, [memory]: register.memory.notice },
        });
        expect(activities.find(({ id }) => id === duty)?.limits).toContain(`memory/${memory}`);
        expect(ids(limits)).toContain(`memory/${memory}`);
      }),
    );
  });
});

describe('in the words of the Data Privacy Vocabulary, the record', () => {
  const node = recordInDpv(record);
  const text = z
    .array(z.object({ '@value': z.string().min(1), '@language': z.enum(['nb', 'en']) }))
    .length(2);
  const reference = z.strictObject({ '@id': z.string().min(1) });
  const references = z.array(reference).min(1);
  const labelled = z.strictObject({ '@type': z.string(), 'dct:description': text });
  const shape = z.strictObject({
    '@context': z.record(z.string(), z.url()),
    '@id': z.string(),
    '@type': z.literal('dpv:ROPA'),
    'dct:title': text,
    'dct:modified': z.iso.date(),
    'dpv:hasApplicableLaw': reference,
    'dpv:hasJurisdiction': reference,
    'dpv:hasDataController': z.strictObject({
      '@id': z.string(),
      '@type': z.literal('dpv:DataController'),
      'dpv:hasName': z.literal('Contracting AS'),
      'dpv:hasCountry': reference,
      'dpv:hasContact': z.array(z.email()).min(1),
    }),
    'dpv:hasAuthority': z.strictObject({ '@type': z.string(), 'dpv:hasName': z.string() }),
    'dpv:hasRecipient': z.array(
      z.strictObject({
        '@id': z.string(),
        '@type': z.enum(['dpv:DataProcessor', 'dpv:Authority']),
        'dpv:hasName': text,
        'dct:description': text,
        'dct:spatial': text.optional(),
        'dpv:hasPersonalData': references,
        'dpv:hasLegalMeasure': z.strictObject({ '@type': z.string(), 'dct:title': text }).optional(),
      }),
    ),
    'dpv:hasStorageCondition': z.array(
      z.strictObject({
        '@id': z.string(),
        '@type': z.literal('dpv:StorageDuration'),
        'dct:title': text,
        'dpv:hasDuration': z.iso.duration(),
        'dct:description': text,
      }),
    ),
    'dpv:hasTechnicalOrganisationalMeasure': z.array(labelled).min(1),
    'dpv:hasProcess': z.array(
      z.union([
        z.strictObject({
          '@id': z.string(),
          '@type': z.literal('dpv:Process'),
          'dct:title': text,
          'dct:source': z.string(),
          'dpv:hasDataController': reference,
          'dpv:hasPurpose': references,
          'dpv:hasLegalBasis': reference,
          'dpv:hasDataSubject': labelled,
          'dpv:hasPersonalData': references,
          'dpv:hasRecipient': references,
          'dpv:hasStorageCondition': references,
        }),
        z.strictObject({
          '@id': z.string(),
          '@type': z.literal('dpv:Process'),
          'dpv:hasProcessing': reference,
          'dpv:hasDataExporter': reference,
          'dpv:hasDataImporter': reference,
          'dpv:hasThirdCountry': reference,
          'dpv:hasPersonalData': references,
          'dpv:hasLegalBasis': z.array(labelled).min(1),
        }),
      ]),
    ),
  });

  test('has its shape, with a process for each activity and each transfer', () => {
    const { 'dpv:hasProcess': processes } = shape.parse(node);
    const transfers = record.recipients.filter(({ transfer }) => transfer !== undefined);
    expect(processes).toHaveLength(record.activities.length + transfers.length);
  });

  test('uses only terms that the vocabulary has, under prefixes that the context explains', () => {
    const { '@context': prefixes } = shape.parse(node);
    const known = new RegExp(`^(${Object.keys(prefixes).join('|')}):`);
    const terms = termsIn(node);
    expect(terms.filter((term) => !known.test(term))).toEqual([]);
    expect(terms.filter((term) => !term.startsWith('dct:') && !dpvTerms.has(term))).toEqual([]);
  });

  test('refers to nothing of its own that it does not have', () => {
    const nodes = objectsIn(node);
    const named = nodes.filter((each) => Object.keys(each).length > 1).map(idOf);
    const referred = nodes.filter((each) => Object.keys(each).length === 1).map(idOf);
    expect(referred.filter((id) => id?.startsWith('tag:') && !named.includes(id))).toEqual([]);
    expect(new Set(named.filter((id) => id !== undefined)).size).toBe(
      named.filter((id) => id !== undefined).length,
    );
  });
});

test('every DPV term of the register is one that the vocabulary has', () => {
  const terms = termsIn(register);
  expect(terms.length).toBeGreaterThan(0);
  expect(terms.filter((term) => !dpvTerms.has(term))).toEqual([]);
});

function objectsIn(value: unknown): readonly object[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inside : [value, ...inside];
}

/** Prefixed names, as keys and as values; never sentences, addresses or our own tags. */
function termsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return /^(?!tag:)[a-z][a-z-]*:[\w-]+$/.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    Array.isArray(value) ? termsIn(each) : [...termsIn(key), ...termsIn(each)],
  );
}

function idOf(node: object): string | undefined {
  return '@id' in node && typeof node['@id'] === 'string' ? node['@id'] : undefined;
}
