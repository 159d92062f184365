import type { Letter } from '../../shared/domain/letter.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { composeLetter } from './compose-letter.ts';
import { letterHtml } from './letter-html.ts';
import { letterText } from './letter-text.ts';

/** A letter in words, as text and as HTML that says the same. */
export async function renderLetter(
  letter: Letter,
  locale: Locale,
): Promise<{ readonly subject: string; readonly text: string; readonly html: string }> {
  const content = composeLetter(letter, locale);
  const html = await letterHtml(content);
  return { subject: content.subject, text: letterText(content), html: html.toString() };
}
