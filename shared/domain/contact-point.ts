import * as z from 'zod';
import { contactShape } from './contact.ts';
import { because } from './field.ts';
import { emailIdentifier, type Identifier, phoneIdentifier } from './identifier.ts';
import { invalid, type Parsed, parse } from './invalid.ts';

export const contactPointSchema = z.object(
  { email: contactShape.email, phone: contactShape.phone },
  because('not-an-object'),
);

/** Reads the one address or number a person is looked up by: `{email}` or `{phone}`, not both. */
export function parseContactPoint(input: unknown): Parsed<Identifier> {
  const parsed = parse(contactPointSchema, input);
  if (parsed.outcome === 'invalid') return parsed;
  const { email, phone } = parsed.value;
  if (email !== undefined && phone === undefined) return { outcome: 'valid', value: emailIdentifier(email) };
  if (phone !== undefined && email === undefined) return { outcome: 'valid', value: phoneIdentifier(phone) };
  return invalid({ pointer: '/email', reason: 'one-of-email-and-phone' });
}
