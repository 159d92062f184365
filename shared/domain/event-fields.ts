import * as z from 'zod';
import { erasureCauses } from '../policy/erasure-causes.ts';
import { processorIds } from '../policy/processors.ts';
import { refusalGroundNames, rightNames } from '../policy/rights.ts';
import { contactFields } from './contact.ts';
import type { ErasureId, HoldId, IdentifierKey, RectificationId, WithdrawalId } from './id.ts';

// What the data of several events is made of.

export const digest = 'm3VQ0q8s1nYx7c4Hk2dJ5fLwZpRtUvXyA6bCeGiKoMs';

export const commitment = z
  .string()
  .regex(/^[\w-]{43}$/)
  .meta({ examples: [digest] })
  .describe('HMAC-SHA-256 of the content by the salt of the record: it vouches for what it does not say.');
export const day = z.iso.date().describe('A day in Norway.');
export const eraseAfter = z.iso.datetime().describe('Kept until here.');
export const licence = id<IdentifierKey>(
  z
    .string()
    .regex(/^licence:\d+:[\w-]{43}$/)
    .meta({ examples: [`licence:1:${digest}`] })
    .describe('The key of the licence; its number would lead, in the licence system, to the person.'),
);
export const fields = listOf(z.enum(contactFields)).describe('Which data it is, never what it says.');
export const processor = z.enum(processorIds).describe('A processor of the policy register.');
export const right = z.enum(rightNames).describe('The right that is asked for (GDPR Art. 15–21).');
export const grounds = listOf(z.enum(refusalGroundNames)).describe('On which a part is refused.');
export const typedInBy = z.enum(['person', 'staff']);
export const doneBy = z
  .string()
  .optional()
  .describe('The id of who of the staff did it, or `key`: a system with a function key.');
export const policyVersion = z.iso.date().describe('The version of the policy that was shown.');

export const erasureCause = z
  .enum(erasureCauses)
  .describe(
    'Its time is over (policy rows P9, P10), the consent to keep it was withdrawn (P9), the person asked for it (P7), or the licence has another contact person.',
  );

export const recordReference = z
  .strictObject({
    kind: z.enum(['registration', 'licence', 'consent']),
    id: z.string().meta({ examples: ['0b9c8d7e-6f5a-4b3c-9d2e-1f0a9b8c7d6e'] }),
  })
  .describe('One record, named without saying anything of the person.');

export const noticeReference = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('erasure'), id: uuid<ErasureId>() }),
    z.strictObject({ kind: z.literal('rectification'), id: uuid<RectificationId>() }),
    z.strictObject({ kind: z.literal('withdrawal'), id: uuid<WithdrawalId>() }),
  ])
  .describe('What recipients are notified of (GDPR Art. 19, Art. 7(3)).');

/** One record, named without saying anything of the person. */
export type RecordReference = Readonly<z.output<typeof recordReference>>;

/** What recipients are notified of (GDPR Art. 19, Art. 7(3)). */
export type NoticeReference = Readonly<z.output<typeof noticeReference>>;

/** A schema of text as one of our ids. */
export function id<Id extends string>(schema: z.ZodType<string>): z.ZodType<Id> {
  return schema as z.ZodType<Id>;
}

export function uuid<Id extends string>(): z.ZodType<Id> {
  return id<Id>(z.uuid());
}

export function holdId(): z.ZodType<HoldId> {
  return id<HoldId>(withinSubject());
}

/** `<subject id>.<UUID>`. */
export function withinSubject() {
  return z
    .string()
    .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/)
    .meta({ examples: ['7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a.0b9c8d7e-6f5a-4b3c-9d2e-1f0a9b8c7d6e'] });
}

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.array(item).readonly();
}
