import type * as z from 'zod';
import { type Reason, reasons } from '../policy/reasons.ts';

/** What is wrong with one field: where (RFC 6901 JSON Pointer), and why. Never what was sent. */
export interface FieldError {
  readonly pointer: string;
  readonly reason: Reason;
}

/** Input that the rules refuse. A value, not an exception: to send it again changes nothing. */
export interface Invalid {
  readonly outcome: 'invalid';
  readonly errors: readonly FieldError[];
}

export type Parsed<T> = { readonly outcome: 'valid'; readonly value: T } | Invalid;

export function invalid(...errors: FieldError[]): Invalid {
  return { outcome: 'invalid', errors };
}

/**
 * Reads `input` by `schema`, whose messages are reasons. A message that is not one (zod's own words, which
 * might repeat a value) becomes `not-valid`.
 */
export function parse<T>(schema: z.ZodType<T>, input: unknown, at = ''): Parsed<T> {
  const result = schema.safeParse(input);
  if (result.success) return { outcome: 'valid', value: result.data };
  const errors = result.error.issues.map(({ path, message }) => ({
    pointer: at + path.map((key) => `/${escapePointer(String(key))}`).join(''),
    reason: isReason(message) ? message : ('not-valid' as const),
  }));
  return { outcome: 'invalid', errors: firstOfEachField(errors) };
}

/** One reason a field is enough: what comes after the first mostly follows from it. */
function firstOfEachField(errors: readonly FieldError[]): FieldError[] {
  return [...new Map(errors.toReversed().map((error) => [error.pointer, error])).values()].toReversed();
}

function isReason(message: string): message is Reason {
  return Object.hasOwn(reasons, message);
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
