import * as z from 'zod';
import type { Reason } from '../policy/reasons.ts';

/** Zod's `error` option for one of our reasons. */
export function because(reason: Reason): { error: Reason } {
  return { error: reason };
}

/** The same for what has to be given: what is not is missing, and not wrong. */
export function missingOr(reason: Reason): { error: (issue: { readonly input?: unknown }) => Reason } {
  return { error: ({ input }) => (input === undefined || input === null ? 'missing' : reason) };
}

/** Text of at most `max` characters, trimmed, in NFC; an empty field of a form counts as not given. */
export function optionalText(max: number) {
  return trimmed(z.string(because('not-text')), max)
    .transform((text) => (text === '' ? undefined : text))
    .nullish()
    .transform((text) => text ?? undefined);
}

/** Text of 1 to `max` characters. */
export function requiredText(max: number) {
  return trimmed(z.string(missingOr('not-text')), max).refine((text) => text !== '', because('missing'));
}

function trimmed(text: z.ZodString, max: number) {
  return (
    text
      .max(max * 2, because('too-long'))
      // What is described is the length that counts.
      .meta({ maxLength: max })
      .transform((given) => given.trim().normalize('NFC'))
      .refine((given) => given.length <= max, because('too-long'))
      .refine((given) => !/[\p{Cc}\p{Cs}]/u.test(given), because('control-characters'))
  );
}

/** A day of the calendar, `2026-11-22`, that exists. */
export const optionalDate = z
  .union([z.iso.date(because('not-a-date')), z.literal('', because('not-a-date'))], because('not-a-date'))
  .nullish()
  .transform((date) => date || undefined);
