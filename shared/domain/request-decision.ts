import * as z from 'zod';
import {
  type ExtensionReason,
  extensionReasonNames,
  type RefusalGround,
  refusalGroundNames,
} from '../policy/rights.ts';
import type { Contact } from './contact.ts';
import { because, missingOr, optionalText, requiredText } from './field.ts';
import type { SubjectId } from './id.ts';
import { invalid, type Parsed, parse } from './invalid.ts';
import type { RequestDocument } from './request.ts';
import { namesWhoAsks, statedSubject } from './request-input.ts';

/** What staff decide of a request. Notes go to the person and stay when the person is gone, so they name nobody. */

export interface Refusal {
  readonly ground: RefusalGround;
  readonly note?: string | undefined;
}

export interface Fulfilment {
  readonly outcome: 'fulfilled' | 'partly-fulfilled';
  /** On which a part is refused. */
  readonly ground?: RefusalGround | undefined;
  readonly note?: string | undefined;
}

export interface ShownIdentity {
  /** By what it was shown: the number of a case, that somebody called back. */
  readonly evidence: string;
  /** Whom it is about, where the address or number does not say so. */
  readonly about?: SubjectId | undefined;
}

/** What texts are held against: whatever the request knows of the person, and what is held of those it may be. */
type Known = Pick<RequestDocument, 'contact' | 'corrections'> & {
  readonly held?: readonly Contact[] | undefined;
};

const note = optionalText(500);
const ground = z.enum(refusalGroundNames, missingOr('unknown-ground'));
const optionalGround = z
  .union([ground, z.literal('')], because('unknown-ground'))
  .nullish()
  .transform((given) => given || undefined);

export const extensionSchema = z.object(
  {
    reason: z.enum(extensionReasonNames, missingOr('unknown-extension-reason')),
  },
  because('not-an-object'),
);
export const refusalSchema = z.object({ ground, note }, because('not-an-object'));
export const fulfilmentSchema = z.object(
  {
    outcome: z.enum(['fulfilled', 'partly-fulfilled'], missingOr('not-an-outcome')),
    ground: optionalGround,
    note,
  },
  because('not-an-object'),
);
export const shownIdentitySchema = z.object(
  {
    evidence: requiredText(200),
    subjectId: statedSubject,
  },
  because('not-an-object'),
);

/** Reads `{reason}`. */
export function parseExtension(input: unknown): Parsed<{ readonly reason: ExtensionReason }> {
  return parse(extensionSchema, input);
}

/** Reads `{ground, note?}`. */
export function parseRefusal(input: unknown, known: Known): Parsed<Refusal> {
  return namingNobody('note', parse(refusalSchema, input), known);
}

/** Reads `{outcome, ground?, note?}`; what is fulfilled in part is refused in part, and that has a ground. */
export function parseFulfilment(input: unknown, known: Known): Parsed<Fulfilment> {
  const parsed = namingNobody('note', parse(fulfilmentSchema, input), known);
  if (parsed.outcome === 'invalid') return parsed;
  const isWhole = parsed.value.outcome === 'fulfilled';
  if (isWhole) return { outcome: 'valid', value: { ...parsed.value, ground: undefined } };
  return parsed.value.ground === undefined ? invalid({ pointer: '/ground', reason: 'missing' }) : parsed;
}

/** Reads `{evidence, subjectId?}`. */
export function parseShownIdentity(input: unknown, known: Known): Parsed<ShownIdentity> {
  const parsed = namingNobody('evidence', parse(shownIdentitySchema, input), known);
  if (parsed.outcome === 'invalid') return parsed;
  const { evidence, subjectId: about } = parsed.value;
  return { outcome: 'valid', value: { evidence, about } };
}

function namingNobody<Field extends string, Value extends { readonly [Name in Field]?: string | undefined }>(
  field: Field,
  parsed: Parsed<Value>,
  known: Known,
): Parsed<Value> {
  if (parsed.outcome === 'invalid') return parsed;
  const text = parsed.value[field];
  if (text === undefined || !namesWhoAsks(text, known)) return parsed;
  return invalid({ pointer: `/${field}`, reason: 'names-the-person' });
}
