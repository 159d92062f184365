import { html } from 'hono/html';
import { type Locale, locales } from '../../shared/policy/register.ts';
import { brand, frame, type Html } from '../page.ts';
import { centreTexts as texts } from './centre-texts.ts';
import { contactsFooter } from './contacts-footer.ts';

/** A page of the privacy centre. */
export interface CentrePage {
  readonly title: string;
  readonly locale: Locale;
  /** Where it stands, without a query: `/privacy/cookies`. */
  readonly path: string;
  /** Everything in `main`, the `h1` too. */
  readonly body: Html;
  /** For a page with a table that a column is too narrow for. */
  readonly width?: 'column' | 'wide';
  /** Whether search engines may show it; they may, where it is not the end of a form. */
  readonly indexed?: boolean;
}

/** Every page of the privacy centre: the way to the others, the other language, and whom to turn to (policy row P13). */
export function centrePage({
  title,
  locale,
  path,
  body,
  width = 'column',
  indexed = true,
}: CentrePage): Html {
  return frame({
    title,
    locale,
    body,
    width,
    indexed,
    header: html`${brand(locale)} ${navigation(locale, path)} ${languages(locale, path)}`,
    footer: contactsFooter(locale),
  });
}

/** The four parts of the centre; a page whose path begins with one belongs to it. */
const parts = [
  { path: '/privacy', words: 'overview' },
  { path: '/privacy/requests', words: 'rights' },
  { path: '/privacy/cookies', words: 'cookies' },
  { path: '/privacy/versions', words: 'versions' },
] as const;

function navigation(locale: Locale, path: string): Html {
  const items = parts.map(
    (part) =>
      html`<li><a href="${inLocale(part.path, locale)}" ${currentOf(part.path, path)}>${texts[part.words][locale]}</a></li>`,
  );
  return html`<nav class="site" aria-label="${texts.navigation[locale]}"><ul>${items}</ul></nav>`;
}

function currentOf(part: string, path: string): Html | '' {
  if (part === path) return html`aria-current="page"`;
  return part !== '/privacy' && path.startsWith(`${part}/`) ? html`aria-current="true"` : '';
}

const languageNames = { nb: 'Norsk', en: 'English' } as const satisfies Record<Locale, string>;

function languages(locale: Locale, path: string): Html {
  const items = locales.map(
    (other) =>
      html`<li><a href="${inLocale(path, other)}" lang="${other}" hreflang="${other}" ${other === locale ? html`aria-current="true"` : ''}>${languageNames[other]}</a></li>`,
  );
  return html`<nav class="languages" aria-label="${texts.languages[locale]}"><ul>${items}</ul></nav>`;
}

/** A path of the centre in a language. */
export function inLocale(path: string, locale: Locale): string {
  return `${path}?locale=${locale}`;
}
