import { FilterSyntaxError } from './lexer.ts';

const WILDCARDS: Readonly<Record<string, string>> = { '%': '.*', _: '.' };

/** The pattern of LIKE as a regular expression over the whole text: `%` any run of characters, `_` any one. */
export function likePattern(pattern: string, escape: string | undefined): RegExp {
  if (escape !== undefined && escape.length !== 1) {
    throw new FilterSyntaxError(`ESCAPE takes one character, not '${escape}'`);
  }
  let source = '';
  let escaped = false;
  for (const character of pattern) {
    if (!escaped && character === escape) {
      escaped = true;
      continue;
    }
    source += (escaped ? undefined : WILDCARDS[character]) ?? RegExp.escape(character);
    escaped = false;
  }
  if (escaped) throw new FilterSyntaxError('a LIKE pattern ends with its escape character');
  return new RegExp(`^${source}$`, 'su');
}
