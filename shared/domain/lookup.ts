import * as z from 'zod';
import { parseContactPoint } from './contact-point.ts';
import { because } from './field.ts';
import type { SubjectId } from './id.ts';
import type { Identifier } from './identifier.ts';
import { type Parsed, parse } from './invalid.ts';

/** By what somebody is looked up: an address or a number; or a subject's id, when no address leads there any more. */
export type Lookup = Identifier | { readonly type: 'subject'; readonly subjectId: SubjectId };

export const lookupSchema = z.object(
  { subjectId: z.uuid(because('not-an-id')).nullish() },
  because('not-an-object'),
);

/** Reads `{email}`, `{phone}` or `{subjectId}`; the id goes before what leads to it. */
export function parseLookup(input: unknown): Parsed<Lookup> {
  const parsed = parse(lookupSchema, input);
  if (parsed.outcome === 'invalid') return parsed;
  const { subjectId } = parsed.value;
  if (!subjectId) return parseContactPoint(input);
  return { outcome: 'valid', value: { type: 'subject', subjectId: subjectId as SubjectId } };
}
