import type { HttpResponseInit } from '@azure/functions';
import type { FieldError } from '../../shared/domain/invalid.ts';
import { reasons } from '../../shared/policy/reasons.ts';
import type { Locale } from '../../shared/policy/register.ts';

/** The problems an HTTP trigger answers with (RFC 9457): status and title; `detail` says what to do. */
const problems = {
  'invalid-input': { status: 400, title: 'The input is not valid' },
  'unreadable-body': { status: 400, title: 'The body cannot be read' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'key-reused': { status: 422, title: 'The Idempotency-Key was used before' },
  'not-possible': { status: 409, title: 'That cannot be done as it stands' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The media type is not supported' },
  unavailable: { status: 503, title: 'The service cannot take this right now' },
} as const;

export type ProblemName = keyof typeof problems;

/** An answer instead of a result; `errors` name fields by RFC 6901 pointers and never repeat a value. */
export interface Problem {
  readonly outcome: 'problem';
  readonly name: ProblemName;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
}

export function problem(name: ProblemName, detail: string): Problem {
  return { outcome: 'problem', name, detail };
}

/** The body as a whole cannot be read: the pointer to it is the empty one. */
export function unreadable(detail: string): Problem {
  return { ...problem('unreadable-body', detail), errors: [{ pointer: '', reason: 'not-readable' }] };
}

export function invalidInput(errors: readonly FieldError[]): Problem {
  return {
    outcome: 'problem',
    name: 'invalid-input',
    detail: 'Mend the fields named in errors and send again.',
    errors,
  };
}

/** When to come again, in seconds (RFC 9110 §10.2.3). */
export const retryAfter = { 'retry-after': '5' };

/** The problem as `application/problem+json`. */
export function problemResponse(given: Problem, locale: Locale = 'en'): HttpResponseInit {
  const { status, title } = problems[given.name];
  const errors = given.errors?.map(({ pointer, reason }) => ({ pointer, detail: reasons[reason][locale] }));
  return {
    status,
    headers: {
      'content-type': 'application/problem+json',
      ...(given.name === 'unavailable' && retryAfter),
    },
    body: JSON.stringify({
      type: `tag:contracting.works,2026:problem:${given.name}`,
      title,
      status,
      detail: given.detail,
      ...(errors && { errors }),
    }),
  };
}

export function statusOfProblem({ name }: Problem): number {
  return problems[name].status;
}
