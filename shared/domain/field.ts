import { z } from 'zod';
import type { Reason } from '../policy/reasons.ts';

/** Zod's `error` option for one of our reasons. */
export function because(reason: Reason): { error: Reason } {
  return { error: reason };
}

/** Text of at most `max` characters, trimmed, in NFC; an empty field of a form counts as not given. */
export function optionalText(max: number) {
  return z
    .string(because('not-text'))
    .max(max * 2, because('too-long'))
    .transform((text) => text.trim().normalize('NFC'))
    .refine((text) => text.length <= max, because('too-long'))
    .refine((text) => !/[\p{Cc}\p{Cs}]/u.test(text), because('control-characters'))
    .transform((text) => (text === '' ? undefined : text))
    .nullish()
    .transform((text) => text ?? undefined);
}

/** Text of 1 to `max` characters. */
export function requiredText(max: number) {
  return optionalText(max)
    .refine((text) => text !== undefined, because('missing'))
    .transform((text) => text ?? '');
}

/** A day of the calendar, `2026-11-22`, that exists. */
export const optionalDate = z
  .union([z.iso.date(because('not-a-date')), z.literal('', because('not-a-date'))], because('not-a-date'))
  .nullish()
  .transform((date) => date || undefined);
