import { html } from 'hono/html';
import type { Locale } from '../shared/policy/register.ts';

/** Markup whose values are escaped. */
export type Html = ReturnType<typeof html>;

/** The frame of every page: one column, readable at any width, light and dark, no script, nothing from elsewhere. */
export function page({ title, locale, body }: { title: string; locale: Locale; body: Html }): Html {
  return html`<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>${title} – Contracting AS</title>
    <style>
      :root { color-scheme: light dark; --ink: #14213a; --soft: #45526b; --paper: #f6f7fa; --card: #fff; --line: #d5dbe6; --accent: #0b5cad; }
      @media (prefers-color-scheme: dark) {
        :root { --ink: #eef2f9; --soft: #b6c1d4; --paper: #0f1624; --card: #182234; --line: #2d3a52; --accent: #8dc2ff; }
      }
      * { box-sizing: border-box; }
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.6 system-ui, sans-serif; }
      main { width: 100%; max-width: 36rem; padding: clamp(1.5rem, 5vw, 3rem); background: var(--card); border: 1px solid var(--line); border-radius: 1rem; }
      h1 { margin: 0 0 1rem; font-size: clamp(1.5rem, 5vw, 2rem); line-height: 1.2; text-wrap: balance; }
      p, ul { margin: 0 0 1rem; }
      li { margin-bottom: 0.5rem; }
      p:last-child { margin: 1.5rem 0 0; padding-top: 1.5rem; border-top: 1px solid var(--line); color: var(--soft); }
      a { color: var(--accent); text-underline-offset: 0.2em; }
      a:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 2px; }
    </style>
  </head>
  <body>
    <main>
      <h1>${title}</h1>
      ${body}
    </main>
  </body>
</html>`;
}
