import { html } from 'hono/html';
import type { FieldError } from '../shared/domain/invalid.ts';
import { reasons } from '../shared/policy/reasons.ts';
import { type Locale, register } from '../shared/policy/register.ts';
import { type Html, page } from './page.ts';
import { fieldNames, texts } from './texts.ts';

export interface ProblemPage {
  readonly errors: readonly FieldError[];
  readonly locale: Locale;
  /** The form may be right: it is we who cannot take it just now. */
  readonly away: boolean;
}

/** What a browser shows when a form cannot be taken: which fields, and why; never what was in them. */
export function problemPage({ errors, locale, away }: ProblemPage): Html {
  const list = errors.flatMap(({ pointer, reason }) => {
    const field = fieldNames[pointer.slice(1)];
    if (field === undefined) return [];
    return html`<div><dt>${field[locale]}</dt><dd>${reasons[reason][locale]}</dd></div>`;
  });
  return page({
    title: (away ? texts.awayTitle : texts.problemTitle)[locale],
    locale,
    body:
      list.length === 0
        ? html`<p>${(away ? texts.awayLead : texts.problemUnreadable)[locale]}</p>`
        : html`<p>${texts.problemLead[locale]}</p>
            <dl>${list}</dl>`,
    turnTo: { words: 'help', address: register.contacts.help },
  });
}
