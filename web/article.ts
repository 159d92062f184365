import type { Locale } from '../shared/policy/register.ts';

/**
 * A source of the register as people write it: “Art. 17(3)(b) and (e), policy row P8” is, in Norwegian, “art. 17 nr. 3
 * bokstav b og bokstav e, personvernerklæringen rad P8”.
 */
export function articleInWords(article: string, locale: Locale): string {
  if (locale === 'en') return article;
  return article
    .replaceAll('Art. ', 'art. ')
    .replaceAll(' and ', ' og ')
    .replaceAll('policy row ', 'personvernerklæringen rad ')
    .replace(/ ?\((\d+)\)/g, ' nr. $1')
    .replace(/ ?\(([a-z])\)/g, ' bokstav $1');
}
