import * as z from 'zod';
import type { OptionalCategory } from '../policy/cookies.ts';
import { type PolicyVersion, versions as policyVersions } from '../policy/versions.ts';
import { because } from './field.ts';
import { invalid, type Parsed, parse } from './invalid.ts';

/** Which of the optional categories somebody accepts. */
export type CategoryChoices = Readonly<Record<OptionalCategory, boolean>>;

const allRefused: CategoryChoices = { analytics: false, marketing: false };

/** What a visitor decided about cookies, or the browser for the visitor (policy row P4). */
export interface CookieDecision {
  readonly choices: CategoryChoices;
  /** `gpc`: the browser said no for the visitor (Sec-GPC). */
  readonly source: 'visitor' | 'gpc';
  /** Whether the browser said so, whoever decided. */
  readonly gpc: boolean;
  readonly policyVersion: string;
}

const accepted = z
  .union([z.boolean(), z.enum(['on', 'off', 'true', 'false', ''])], because('not-a-choice'))
  .transform((choice) => choice === true || choice === 'on' || choice === 'true');

export const cookieChoiceSchema = z.object(
  {
    choices: z
      .object({ analytics: accepted, marketing: accepted }, because('not-an-object'))
      .nullish()
      .transform((choices) => choices ?? undefined),
    policyVersion: z.string(because('missing')).min(1, because('missing')),
    overridesGpc: accepted.nullish(),
  },
  because('not-an-object'),
);

/**
 * Reads `{choices: {analytics, marketing}, policyVersion, overridesGpc?}`. Where the browser says no by Global Privacy
 * Control, that counts, and `choices` may be missing; unless the visitor was told of the signal and decided all the
 * same, which `overridesGpc` says: the later, explicit choice wins.
 */
export function parseCookieChoice(
  input: unknown,
  { gpc, versions = policyVersions }: { readonly gpc: boolean; readonly versions?: readonly PolicyVersion[] },
): Parsed<CookieDecision> {
  const parsed = parse(cookieChoiceSchema, input);
  if (parsed.outcome === 'invalid') return parsed;
  const { choices, policyVersion, overridesGpc } = parsed.value;
  if (!versions.some(({ date }) => date === policyVersion)) {
    return invalid({ pointer: '/policyVersion', reason: 'unknown-version' });
  }
  if (gpc && overridesGpc !== true) {
    return { outcome: 'valid', value: { choices: allRefused, source: 'gpc', gpc, policyVersion } };
  }
  if (choices === undefined) return invalid({ pointer: '/choices', reason: 'missing' });
  return { outcome: 'valid', value: { choices, source: 'visitor', gpc, policyVersion } };
}

const formSchema = z.object({
  analytics: z.unknown().optional(),
  marketing: z.unknown().optional(),
  policyVersion: z.unknown().optional(),
  overridesGpc: z.unknown().optional(),
});

/** What a plain form sends, in the shape of the JSON: a box that is not ticked is not sent, and is a no. */
export function choicesInForm(fields: unknown): object {
  const { analytics = '', marketing = '', ...rest } = formSchema.catch({}).parse(fields);
  return { choices: { analytics, marketing }, ...rest };
}
