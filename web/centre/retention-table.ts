import { html } from 'hono/html';
import type { Locale } from '../../shared/policy/register.ts';
import { memory, retention } from '../../shared/policy/retention.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { countedFrom, overviewTexts as texts } from './overview-texts.ts';

/** How long data is kept (policy rows P9, P10), counted from which day. */
export function retentionTable(locale: Locale): Html {
  const rows = Object.values(retention).map(
    (rule) =>
      html`<tr><th scope="row">${rule.title[locale]}</th><td>${periodInWords(rule, locale)} ${countedFrom[rule.from][locale]}</td></tr>`,
  );
  return table([texts.kept, texts.howLong], { rows, label: texts.retention, locale });
}

/** What is remembered that is of nobody, how long and why. */
export function memoryTable(locale: Locale): Html {
  const rows = Object.values(memory).map(
    (rule) =>
      html`<tr><th scope="row">${rule.title[locale]}</th><td>${periodInWords(rule, locale)}</td><td>${locale === 'nb' ? rule.nb.why : rule.why}</td></tr>`,
  );
  return table([texts.kept, texts.howLong, texts.why], { rows, label: texts.memory, locale });
}

type Words = Readonly<Record<Locale, string>>;

function table(
  columns: readonly Words[],
  { rows, label, locale }: { readonly rows: readonly Html[]; readonly label: Words; readonly locale: Locale },
): Html {
  return html`<div class="scroll" role="group" aria-label="${label[locale]}" tabindex="0"><table class="data">
    <thead><tr>${columns.map((words) => html`<th scope="col">${words[locale]}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}
