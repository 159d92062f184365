import { html, raw } from 'hono/html';
import type { Html } from '../page.ts';
import type { Block, Fact, LetterContent } from './letter-content.ts';
import { letterStyle } from './letter-style.ts';

/**
 * A letter as HTML: one column, light and dark, nothing fetched from anywhere. It reads well without its style too,
 * which some mail programs take out.
 */
export function letterHtml({ locale, subject, blocks, foot }: LetterContent): Html {
  return html`<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>${subject}</title>
    <style>${raw(letterStyle)}</style>
  </head>
  <body>
    <main style="max-width: 34rem; margin: 0 auto; font: 16px/1.6 system-ui, sans-serif; overflow-wrap: anywhere">
      <h1 style="font-size: 1.375rem; line-height: 1.3">${subject}</h1>
      ${blocks.map(htmlOf)}
      <hr style="margin: 2rem 0 1rem; border: 0; border-top: 1px solid #8891a3" />
      <footer class="soft" style="font-size: 14px">
        ${foot.map(htmlOf)}
      </footer>
    </main>
  </body>
</html>`;
}

function htmlOf(block: Block): Html {
  switch (block.block) {
    case 'paragraph':
      return html`<p>${block.words}</p>`;
    case 'button':
      return html`<p style="margin: 1.5rem 0"><a href="${block.link}" style="${buttonStyle}">${block.words}</a></p>`;
    case 'link':
      return html`<p><a href="${block.link}">${block.words}</a></p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case 'facts':
      return html`<dl>${block.facts.map(htmlOfFact)}</dl>`;
  }
}

function htmlOfFact({ name, value, code }: Fact): Html {
  const shown = code ? html`<code>${value}</code>` : value;
  return html`<dt style="font-weight: 600">${name}</dt><dd style="margin: 0 0 0.75rem">${shown}</dd>`;
}

/** Inline: a button must look like one where the style above is taken out. White on this colour is 7.9 : 1. */
const buttonStyle =
  'display: inline-block; padding: 0.75rem 1.5rem; border-radius: 0.5rem; background: #0b5a66; color: #ffffff; font-weight: 600; text-decoration: none';
