import { html } from 'hono/html';
import type { Html } from '../page.ts';

/** A column's heading; `number`: its cells stand to the right. */
export type Heading = string | { readonly words: string; readonly number: true };

/**
 * A table as wide as it has to be, which a phone moves sideways by itself (WCAG 2.2, 1.4.10). The first cell of a row
 * names the row.
 */
export function dataTable({
  label,
  headings,
  rows,
  sheet = false,
}: {
  /** What the table is, for those who do not see what stands above it. */
  readonly label: string;
  readonly headings: readonly Heading[];
  readonly rows: readonly (readonly (string | Html)[])[];
  /** For a record on paper: the label stands above the table, which is as wide as a sheet. */
  readonly sheet?: boolean;
}): Html {
  const isNumber = (index: number) => typeof headings[index] === 'object';
  const head = headings.map((heading) =>
    typeof heading === 'string'
      ? html`<th scope="col">${heading}</th>`
      : html`<th scope="col" class="number">${heading.words}</th>`,
  );
  const body = rows.map((cells) => {
    const all = cells.map((cell, index) => {
      if (index === 0) return html`<th scope="row">${cell}</th>`;
      return isNumber(index) ? html`<td class="number">${cell}</td>` : html`<td>${cell}</td>`;
    });
    return html`<tr>${all}</tr>`;
  });
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table class="${sheet ? 'data broad' : 'data'}">
    ${sheet ? html`<caption>${label}</caption>` : ''}<thead><tr>${head}</tr></thead>
    <tbody>${body}</tbody>
  </table></div>`;
}
