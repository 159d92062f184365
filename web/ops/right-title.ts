import type { Locale } from '../../shared/policy/register.ts';
import type { Right } from '../../shared/policy/rights.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import { capitalised } from './capitalised.ts';

/** The name of a right where a sentence or a row begins: “Innsyn”, “Access”. */
export function rightTitle(right: Right, locale: Locale): string {
  return capitalised(rightTexts[right].name[locale]);
}
