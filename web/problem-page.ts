import { html } from 'hono/html';
import type { FieldError } from '../shared/domain/invalid.ts';
import { reasons } from '../shared/policy/reasons.ts';
import { type Locale, register } from '../shared/policy/register.ts';
import { type Html, page } from './page.ts';
import { fieldNames, texts } from './texts.ts';

/** What a browser shows when a form cannot be taken: which fields, and why; never what was in them. */
export function problemPage({ errors, locale }: { errors: readonly FieldError[]; locale: Locale }): Html {
  const { help } = register.contacts;
  const list = errors.map(
    ({ pointer, reason }) =>
      html`<li><strong>${fieldNames[pointer.slice(1)]?.[locale] ?? ''}</strong> ${reasons[reason][locale]}</li>`,
  );
  return page({
    title: texts.problemTitle[locale],
    locale,
    body: html`${
      list.length === 0
        ? html`<p>${texts.problemUnreadable[locale]}</p>`
        : html`<p>${texts.problemLead[locale]}</p>
            <ul>${list}</ul>`
    }
      <p>${texts.questions[locale]} <a href="mailto:${help}">${help}</a>.</p>`,
  });
}
