import { html, raw } from 'hono/html';
import { type Locale, register } from '../../shared/policy/register.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { dataTable } from './data-table.ts';
import { outlookTexts as texts } from './today-texts.ts';

/** How many records end in a month, by kind; `later`: after the last month. */
export interface OutlookRow {
  /** `2026-11`, or `later`. */
  readonly name: string;
  readonly counts: Readonly<Record<Kind, number>>;
}

type Kind = (typeof kinds)[number];

/** From the bottom of a bar to its top. */
const kinds = ['registration', 'licence', 'consent'] as const;

/**
 * What is erased when, as stacked bars and as a table: the same, for whoever sees the one or the other. The kinds
 * differ by pattern and not by colour, in the colour of the text, so that the bars show in light, dark and print. What
 * comes later has no bar: it is most of all, and beside it no month could be told from another.
 */
export async function outlookChart(rows: readonly OutlookRow[], locale: Locale): Promise<Html> {
  if (rows.every(isEmpty)) return html`<p>${texts.nothing[locale]}</p>`;
  const months = rows.filter(({ name }) => name !== 'later');
  const legend = kinds.map((kind) => html`<li>${raw(swatch(kind))} ${texts[kind][locale]}</li>`);
  const chart = html`<div class="scroll chart" role="region" aria-label="${texts.chart[locale]}" tabindex="0">${raw(await drawn(months, locale))}</div>
    <ul class="legend">${legend}</ul>`;
  return html`${months.every(isEmpty) ? '' : chart}
    ${rows.filter(({ name }) => name === 'later').map((row) => laterIn(row, locale))}
    <details><summary>${texts.asTable[locale]}</summary>${tableOf(rows, locale)}</details>`;
}

function isEmpty({ counts }: OutlookRow): boolean {
  return kinds.every((kind) => counts[kind] === 0);
}

function laterIn({ counts }: OutlookRow, locale: Locale): Html {
  const items = kinds.map((kind) => `${texts[kind][locale].toLowerCase()} ${counts[kind]}`).join(', ');
  return html`<p>${fillIn(texts.afterwards[locale], { items })}</p>`;
}

function tableOf(rows: readonly OutlookRow[], locale: Locale): Html {
  const number = (words: string) => ({ words, number: true }) as const;
  return dataTable({
    label: texts.title[locale],
    headings: [texts.month[locale], ...kinds.map((kind) => number(texts[kind][locale]))],
    rows: rows.map(({ name, counts }) => [
      inWords(name, locale, { month: 'long', year: 'numeric' }),
      ...kinds.map((kind) => String(counts[kind])),
    ]),
  });
}

/** As much of an SVG element as is used here. */
interface Drawing {
  querySelectorAll(selector: string): Iterable<{ remove(): void; removeAttribute(name: string): void }>;
  setAttribute(name: string, value: string): void;
  readonly outerHTML: string;
}

/** The bars as SVG. Whatever draws is loaded when somebody looks, so that nothing else waits for it at a cold start. */
async function drawn(rows: readonly OutlookRow[], locale: Locale): Promise<string> {
  const [{ barY, plot, ruleY }, { parseHTML }] = await Promise.all([
    import('@observablehq/plot'),
    import('linkedom'),
  ]);
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const bars = rows.flatMap(({ name, counts }) =>
    kinds.map((kind) => ({ month: name, kind, count: counts[kind] })),
  );
  const most = Math.max(...rows.map(({ counts }) => kinds.reduce((sum, kind) => sum + counts[kind], 0)));
  const svg: Drawing = plot({
    document,
    width: 1120,
    height: 260,
    marginLeft: 56,
    marginBottom: 40,
    x: {
      label: null,
      domain: rows.map(({ name }) => name),
      tickFormat: (name: string, index: number) => tickInWords({ name, index, locale }),
      tickSize: 0,
    },
    y: { label: null, grid: true, tickFormat: (count: number) => String(count), ticks: Math.min(most, 5) },
    marks: [
      barY(bars, {
        x: 'month',
        y: 'count',
        fill: ({ kind }: { readonly kind: Kind }) => `url(#outlook-${kind})`,
        stroke: 'currentColor',
        order: [...kinds],
        insetLeft: 2,
        insetRight: 2,
      }),
      ruleY([0]),
    ],
  });
  // The page's policy lets no style through but its own; the rules that Plot wants stand there, at `.chart`.
  for (const own of svg.querySelectorAll('style')) own.remove();
  for (const empty of svg.querySelectorAll('rect[height="0"]')) empty.remove();
  // An image is one thing to those who hear it; what Plot calls its parts belongs to nothing there.
  for (const part of svg.querySelectorAll('g')) {
    for (const name of ['aria-label', 'aria-description', 'aria-hidden']) part.removeAttribute(name);
  }
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', 'outlook-name outlook-about');
  const about = `<title id="outlook-name">${texts.title[locale]}</title><desc id="outlook-about">${texts.about[locale]}</desc>`;
  return svg.outerHTML.replace(/^<svg[^>]*>/, (start) => start + about + patterns);
}

/** Solid, lines, dots: told apart at any size and without colour. */
const patterns = `<defs>
<pattern id="outlook-registration" width="4" height="4" patternUnits="userSpaceOnUse"><rect width="4" height="4" fill="currentColor" /></pattern>
<pattern id="outlook-licence" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="2" height="6" fill="currentColor" /></pattern>
<pattern id="outlook-consent" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1.2" fill="currentColor" /></pattern>
</defs>`;

function swatch(kind: Kind): string {
  return `<svg width="20" height="20" aria-hidden="true"><rect x="1" y="1" width="18" height="18" fill="url(#outlook-${kind})" stroke="currentColor" /></svg>`;
}

const { timeZone } = register.controller;
const languages = { nb: 'nb-NO', en: 'en-GB' } as const;

/** A bar's month; below it the year, where one begins. */
function tickInWords({
  name,
  index,
  locale,
}: {
  readonly name: string;
  readonly index: number;
  readonly locale: Locale;
}): string {
  const month = inWords(name, locale, { month: 'short' });
  return index === 0 || name.endsWith('-01') ? `${month}\n${name.slice(0, 4)}` : month;
}

/** “november 2026”. */
function inWords(name: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  if (name === 'later') return texts.later[locale];
  return new Intl.DateTimeFormat(languages[locale], { ...options, timeZone }).format(new Date(`${name}-15`));
}
