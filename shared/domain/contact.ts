import * as z from 'zod';
import { because, optionalText } from './field.ts';
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

export const contactShape = {
  name: optionalText(200),
  company: optionalText(200),
  email: email.describe('An e-mail address; letters outside ASCII are fine.'),
  phone: phone.describe('A phone number as people write it, Norwegian where it names no country.'),
};

/** Whether a contact can be reached: it needs at least one of e-mail and phone (policy row P2). */
export function reachable(contact: Pick<Contact, 'email' | 'phone'>): boolean {
  return contact.email !== undefined || contact.phone !== undefined;
}

/** The names of the fields that are given, for events: which data there is, not what it says. */
export function givenFields(contact: Contact): ContactField[] {
  return contactFields.filter((field) => contact[field] !== undefined);
}
