import { html } from 'hono/html';
import type { Locale } from '../../shared/policy/register.ts';
import { dayInWords, momentInWords } from '../day.ts';
import type { Html } from '../page.ts';
import { recordTexts } from './package-texts.ts';

type Words = Readonly<Record<Locale, string>>;

export type Shown = string | Html;

/** Facts by name, in one language. One that is not known has no line. */
export function facts(
  lines: readonly (readonly [Words, Shown | undefined])[],
  locale: Locale,
  width: 'narrow' | 'wide' = 'narrow',
): Html {
  const known = lines.filter(([, value]) => value !== undefined);
  return html`<dl class="facts ${width}">${known.map(
    ([words, value]) => html`<div><dt>${words[locale]}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

/**
 * What somebody typed, apart from our own words around it: text that runs from right to left, or says that what follows
 * does, ends where it ends.
 */
export function typed(value: string | undefined): Html | undefined {
  return value === undefined ? undefined : html`<bdi>${value}</bdi>`;
}

export function day(instant: string | undefined, locale: Locale): string | undefined {
  return instant === undefined ? undefined : dayInWords(instant, locale);
}

export function moment(instant: string | undefined, locale: Locale): string | undefined {
  return instant === undefined ? undefined : momentInWords(instant, locale);
}

export function code(text: string): Html {
  return html`<code>${text}</code>`;
}

/** One thing of a list: its name, what is most important of it, and all else. */
export function card(heading: Shown, aside: Html | '', body: readonly (Html | '')[]): Html {
  return html`<article class="card"><header><h4>${heading}</h4>${aside}</header>${body}</article>\n`;
}

/** The number by which we know it, and by which other parts of the document name it. */
export function numbered(id: string, locale: Locale): Html {
  return html`<p class="number">${recordTexts.number[locale]} ${code(id)}</p>`;
}

export function badge(words: string, kind: 'ok' | 'warn' | 'quiet' = 'quiet'): Html {
  return html`<span class="badge ${kind}">${words}</span>`;
}

/** A table that a phone moves sideways. */
export function table(
  label: string,
  {
    columns,
    rows,
    locale,
  }: { readonly columns: readonly Words[]; readonly rows: readonly Html[]; readonly locale: Locale },
): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${columns.map((words) => html`<th scope="col">${words[locale]}</th>`)}</tr></thead>
<tbody>${rows}</tbody>
</table></div>`;
}
