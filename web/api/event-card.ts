import { html } from 'hono/html';
import type { Message } from '../../shared/api/description.ts';
import type { Html } from '../page.ts';
import { fieldTable, inCode, sample } from './field-table.ts';
import { fieldsOf } from './schema-fields.ts';

/** An event: closed it is one line, opened its fields and an example. */
export function eventCard({ name, title, summary, payload, examples }: Message): Html {
  const { data } = payload.properties ?? {};
  return html`<details class="card" id="${name}">
    <summary><code>${name.replace(/^incoming\./, '')}</code> – ${inCode(summary)}</summary>
    <p class="small">Type <code>${title}</code></p>
    ${data === undefined ? '' : fieldTable(`Data of ${title}`, fieldsOf(data, {}))}
    ${examples.map((example) => sample(`${title}, for example`, JSON.stringify(example.payload, null, 2)))}
  </details>`;
}
