import type { Locale } from '../../shared/policy/register.ts';
import { fileTexts } from './file-texts.ts';
import { opsTexts } from './ops-texts.ts';

/** Who did something, as far as it is stored: an id of Entra ID, or that a key was used. */
export function staffName(by: string, locale: Locale): string {
  switch (by) {
    case 'key':
    case 'function key':
      return fileTexts.system[locale];
    case 'development-key':
      return opsTexts.developmentKey[locale];
    default:
      return by;
  }
}
