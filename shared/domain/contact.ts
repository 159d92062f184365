import { z } from 'zod';
import type { Reason } from '../policy/reasons.ts';
import { parsePhone } from './identifier.ts';

/** The data of policy row P2, and nothing more. */
export interface Contact {
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

export const contactFields = ['name', 'company', 'email', 'phone'] as const;
export type ContactField = (typeof contactFields)[number];

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

/** A day of the calendar, `2026-11-22`, that exists. */
export const optionalDate = z
  .union([z.iso.date(because('not-a-date')), z.literal('', because('not-a-date'))], because('not-a-date'))
  .nullish()
  .transform((date) => date || undefined);

const email = optionalText(254).refine(
  (text) => text === undefined || z.regexes.unicodeEmail.test(text),
  because('not-an-email-address'),
);

const phone = optionalText(40).transform((text, context) => {
  if (text === undefined) return undefined;
  const number = parsePhone(text);
  if (number === undefined) context.addIssue({ code: 'custom', message: 'not-a-phone-number' });
  return number;
});

export const contactShape = { name: optionalText(200), company: optionalText(200), email, phone };

/** Refuses a contact that cannot be reached: at least one of e-mail and phone (policy row P2). */
export function reachable(contact: Pick<Contact, 'email' | 'phone'>): boolean {
  return contact.email !== undefined || contact.phone !== undefined;
}

/** The names of the fields that are given, for events: which data there is, not what it says. */
export function givenFields(contact: Contact): ContactField[] {
  return contactFields.filter((field) => contact[field] !== undefined);
}
