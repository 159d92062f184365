import { html } from 'hono/html';
import type { Html } from '../page.ts';
import type { Field } from './schema-fields.ts';

/** The fields of a body as a table. */
export function fieldTable(label: string, fields: readonly Field[]): Html | '' {
  if (fields.length === 0) return '';
  const rows = fields.map(
    ({ name, type, required, meaning }) =>
      html`<tr><th scope="row"><code>${name}</code></th><td>${type}${required ? '' : html` <span class="soft">(optional)</span>`}</td><td>${inCode(meaning)}</td></tr>`,
  );
  return html`<div class="scroll" role="group" aria-label="${label}" tabindex="0">
    <table class="data">
      <caption>${label}</caption>
      <thead><tr><th scope="col">Field</th><th scope="col">Type</th><th scope="col">Meaning</th></tr></thead>
      <tbody>${rows}</tbody>
    </table>
  </div>`;
}

/** An example, or a call; a keyboard can move it sideways. */
export function sample(label: string, text: string): Html {
  return html`<p class="small">${label}</p>
    <pre tabindex="0" aria-label="${label}" role="group"><code>${text}</code></pre>`;
}

/** Words between backticks are code. */
export function inCode(text: string): (Html | string)[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
