import { html, raw } from 'hono/html';
import { type Locale, register } from '../shared/policy/register.ts';
import { style } from './style.ts';
import { texts } from './texts.ts';

/** Markup whose values are escaped. */
export type Html = ReturnType<typeof html>;

/** What every page is, of people and of staff. */
export interface Frame {
  readonly title: string;
  readonly locale: Locale;
  /** What stands in `main`; the page's one `h1` is in it. */
  readonly body: Html;
  /** In the landmarks above and below `main`, each within `<div class="inner">`. */
  readonly header: Html;
  readonly footer: Html;
  /** A column to read, all that a table needs, or one small card. */
  readonly width?: 'column' | 'wide' | 'note';
  /** Closer together: for staff, who see the same page all day. */
  readonly dense?: boolean;
  /** Whether search engines may show it: what is the same for everybody. */
  readonly indexed?: boolean;
}

/**
 * The frame of every page: a way past the navigation, three landmarks, readable at any width, light, dark and on
 * paper; no script, nothing from elsewhere.
 */
export function frame({
  title,
  locale,
  body,
  header,
  footer,
  width = 'column',
  dense = false,
  indexed = false,
}: Frame): Html {
  return html`<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${indexed ? '' : html`<meta name="robots" content="noindex" />`}
    <title>${title} – ${register.controller.name}</title>
    <style>${raw(style)}</style>
  </head>
  <body class="${dense ? 'dense' : ''}">
    <a class="skip" href="#main">${texts.skip[locale]}</a>
    <header><div class="inner">${header}</div></header>
    <main id="main" class="${width}" tabindex="-1">
      ${body}
    </main>
    <footer><div class="inner">${footer}</div></footer>
  </body>
</html>`;
}

/** The name of the house, which leads to the privacy centre. */
export function brand(locale: Locale): Html {
  const { name } = register.controller;
  return html`<a class="brand" href="/privacy?locale=${locale}">${name} <span>${texts.privacy[locale]}</span></a>`;
}

export interface Page {
  readonly title: string;
  readonly locale: Locale;
  readonly body: Html;
  /** Whom to turn to: the words before the address, and the address. */
  readonly turnTo: { readonly words: keyof typeof texts; readonly address: string };
}

/** A small page that says or asks one thing: where a form ends, or a mail leads. */
export function page({ title, locale, body, turnTo }: Page): Html {
  const { words, address } = turnTo;
  return frame({
    title,
    locale,
    body: html`<h1>${title}</h1>
      ${body}`,
    header: brand(locale),
    footer: html`<p>${texts[words][locale]} <a href="mailto:${address}">${address}</a>.</p>`,
    width: 'note',
  });
}
