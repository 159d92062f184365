import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { memory } from '../policy/retention.ts';
import { dayOf } from './calendar.ts';
import { type ContactField, contactFields } from './contact.ts';
import { because, requiredText } from './field.ts';
import type { SubjectId } from './id.ts';
import { type FieldError, invalid, type Parsed, parse } from './invalid.ts';
import { type KnownOfPerson, namesThePerson } from './names-the-person.ts';

/** What staff state of data that was handed to a public authority (policy row P8). */
export interface DisclosureOrder {
  readonly subjectId: SubjectId;
  readonly authority: string;
  readonly legalBasis: string;
  readonly reference: string;
  /** Ids of records; absent: all that are held. */
  readonly records?: readonly string[] | undefined;
  readonly fields: readonly ContactField[];
  readonly disclosedOn: string;
}

const texts = ['authority', 'legalBasis', 'reference'] as const;

export const disclosureSchema = z.object(
  {
    subjectId: z.uuid(because('not-an-id')).transform((id) => id as SubjectId),
    authority: requiredText(200),
    legalBasis: requiredText(200),
    reference: requiredText(100),
    records: z
      .array(z.string(because('not-text')).max(200, because('too-long')), because('not-valid'))
      .max(1000, because('too-many'))
      .nullish(),
    fields: z
      .array(z.enum(contactFields, because('not-valid')), because('missing'))
      .min(1, because('missing'))
      .max(contactFields.length, because('too-many')),
    disclosedOn: z.iso.date(because('not-a-date')),
  },
  because('not-an-object'),
);

/**
 * Reads `{subjectId, authority, legalBasis, reference, records?, fields, disclosedOn}`; the day is today or before, and
 * no longer ago than the register remembers.
 */
export function parseDisclosure(input: unknown, at: Temporal.Instant): Parsed<DisclosureOrder> {
  const parsed = parse(disclosureSchema, input);
  if (parsed.outcome === 'invalid') return parsed;
  const { records, fields, ...order } = parsed.value;
  const today = dayOf(at);
  const oldest = today.subtract(Temporal.Duration.from(memory.disclosure.period));
  if (order.disclosedOn > today.toString()) {
    return invalid({ pointer: '/disclosedOn', reason: 'in-the-future' });
  }
  if (order.disclosedOn < oldest.toString()) {
    return invalid({ pointer: '/disclosedOn', reason: 'past-its-retention' });
  }
  const named = contactFields.filter((field) => fields.includes(field));
  return { outcome: 'valid', value: { ...order, records: records ?? undefined, fields: named } };
}

/** The texts that name somebody: they stay when the person is gone, so they may not. */
export function textsThatName(order: DisclosureOrder, known: KnownOfPerson): FieldError[] {
  return texts
    .filter((text) => namesThePerson(order[text], known))
    .map((text) => ({ pointer: `/${text}`, reason: 'names-the-person' }));
}
