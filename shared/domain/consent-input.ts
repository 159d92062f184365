import * as z from 'zod';
import { type PurposeId, purposeIds } from '../policy/purposes.ts';
import { contactShape } from './contact.ts';
import { parseContactPoint } from './contact-point.ts';
import { because } from './field.ts';
import type { SubjectId } from './id.ts';
import type { Identifier } from './identifier.ts';
import { invalid, type Parsed, parse } from './invalid.ts';

/** Whether a purpose of that name is in the register. */
export function isPurpose(text: string | undefined): text is PurposeId {
  return purposeIds.some((id) => id === text);
}

export const consentCheckSchema = z.object(
  {
    purpose: z.enum(purposeIds, because('unknown-purpose')),
    email: contactShape.email.transform((email, context) => {
      if (email !== undefined) return email;
      context.addIssue({ code: 'custom', message: 'missing' });
      return z.NEVER;
    }),
  },
  because('not-an-object'),
);

/** Reads `{purpose, email}`: may this address be used for that? */
export function parseConsentCheck(
  input: unknown,
): Parsed<{ readonly purpose: PurposeId; readonly email: string }> {
  return parse(consentCheckSchema, input);
}

export const withdrawalSchema = z.object(
  { consent: z.enum(['marketing', 'storage'], because('unknown-consent')) },
  because('not-an-object'),
);

/** Reads `{email | phone, consent}`: what staff were told on the phone or by mail. */
export function parseWithdrawal(
  input: unknown,
): Parsed<{ readonly identifier: Identifier; readonly consent: 'marketing' | 'storage' }> {
  const point = parseContactPoint(input);
  const parsed = parse(withdrawalSchema, input);
  if (parsed.outcome === 'invalid' || point.outcome === 'invalid') {
    return invalid(...[parsed, point].flatMap((each) => (each.outcome === 'invalid' ? each.errors : [])));
  }
  return { outcome: 'valid', value: { identifier: point.value, consent: parsed.value.consent } };
}

const subjectWithdrawalSchema = withdrawalSchema.extend({
  subjectId: z.uuid(because('not-an-id')).transform((id) => id as SubjectId),
});

/** Reads `{subjectId, consent}`: of the person whose file is open. */
export function parseSubjectWithdrawal(
  input: unknown,
): Parsed<{ readonly subjectId: SubjectId; readonly consent: 'marketing' | 'storage' }> {
  return parse(subjectWithdrawalSchema, input);
}

const choiceSchema = z.object(
  {
    action: z.enum(['leave', 'join', 'withdraw-storage'], because('not-valid')),
    sure: z
      .string(because('not-text'))
      .optional()
      .transform((ticked) => ticked === 'yes'),
  },
  because('not-an-object'),
);

/** What a person chooses on the own page; `sure` is asked for only where it cannot be undone. */
export type Choice = z.output<typeof choiceSchema>;

/** Reads what a form of that page sends: `{action, sure?}`. */
export function parseChoice(input: unknown): Parsed<Choice> {
  return parse(choiceSchema, input);
}
