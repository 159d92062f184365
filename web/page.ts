import { html, raw } from 'hono/html';
import { type Locale, register } from '../shared/policy/register.ts';
import { style } from './style.ts';
import { texts } from './texts.ts';

/** Markup whose values are escaped. */
export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  readonly locale: Locale;
  readonly body: Html;
  /** Whom to turn to: the words before the address, and the address. */
  readonly turnTo: { readonly words: keyof typeof texts; readonly address: string };
}

/** The frame of every page: one column, readable at any width, light and dark, no script, nothing from elsewhere. */
export function page({ title, locale, body, turnTo }: Page): Html {
  const { name } = register.controller;
  const { words, address } = turnTo;
  return html`<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title} – ${name}</title>
    <style>${raw(style)}</style>
  </head>
  <body>
    <main>
      <header>${name}</header>
      <h1>${title}</h1>
      ${body}
      <footer>${texts[words][locale]} <a href="mailto:${address}">${address}</a>.</footer>
    </main>
  </body>
</html>`;
}
