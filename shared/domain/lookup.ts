import { z } from 'zod';
import { contactShape } from './contact.ts';
import { because } from './field.ts';
import type { SubjectId } from './id.ts';
import { emailIdentifier, type Identifier, phoneIdentifier } from './identifier.ts';
import { invalid, type Parsed, parse } from './invalid.ts';

/** By what somebody is looked up: an address or a number; or a subject's id, when no address leads there any more. */
export type Lookup = Identifier | { readonly type: 'subject'; readonly subjectId: SubjectId };

const schema = z.object(
  {
    email: contactShape.email,
    phone: contactShape.phone,
    subjectId: z.uuid(because('not-an-id')).nullish(),
  },
  because('not-an-object'),
);

/** Reads `{email}`, `{phone}` or `{subjectId}`: one of them. */
export function parseLookup(input: unknown): Parsed<Lookup> {
  const parsed = parse(schema, input);
  if (parsed.outcome === 'invalid') return parsed;
  const { email, phone, subjectId } = parsed.value;
  const lookups: Lookup[] = [
    ...(email === undefined ? [] : [emailIdentifier(email)]),
    ...(phone === undefined ? [] : [phoneIdentifier(phone)]),
    ...(subjectId ? [{ type: 'subject' as const, subjectId: subjectId as SubjectId }] : []),
  ];
  const [only, ...others] = lookups;
  if (only === undefined || others.length > 0) {
    return invalid({ pointer: '/email', reason: 'one-of-email-and-phone' });
  }
  return { outcome: 'valid', value: only };
}
