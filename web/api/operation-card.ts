import { html } from 'hono/html';
import type { DescribedAnswer, OpenApi } from '../../shared/api/description.ts';
import type { Html } from '../page.ts';
import { type Call, curlFor } from './curl.ts';
import { fieldTable, inCode, sample } from './field-table.ts';
import { fieldsOf, type Shared, typeText } from './schema-fields.ts';

/** A call: closed it is one line, opened all there is to know. */
export function operationCard(call: Call, { components }: Pick<OpenApi, 'components'>): Html {
  const { method, path, operation } = call;
  const { operationId, summary, description } = operation;
  return html`<details class="card" id="${operationId}">
    <summary><span class="badge ${method === 'get' ? 'quiet' : ''}">${method.toUpperCase()}</span> <code>${path}</code> – ${summary} ${keyBadge(call)}</summary>
    ${description === undefined ? '' : html`<p>${inCode(description)}</p>`}
    ${parameters(call)}
    ${body(call, components.schemas)}
    ${answers(call, components.schemas)}
    ${sample(`${summary}: on a machine of your own`, curlFor(call))}
  </details>`;
}

function nameOf({ method, path }: Call): string {
  return `${method.toUpperCase()} ${path}`;
}

function keyBadge({ operation: { security } }: Call): Html | '' {
  return security.length === 0 ? '' : html`<span class="badge warn">key</span>`;
}

function parameters(call: Call): Html | '' {
  const fields = call.operation.parameters.map(({ name, in: place, schema, required, description }) => ({
    name,
    type: `${place}: ${typeText(schema, {})}`,
    required,
    meaning: description,
  }));
  return fieldTable(`Parameters of ${nameOf(call)}`, fields);
}

function body(call: Call, shared: Shared): Html | '' {
  const { requestBody } = call.operation;
  if (requestBody === undefined) return '';
  const types = Object.entries(requestBody.content);
  const [first] = types;
  if (first === undefined) return '';
  const [, { schema }] = first;
  const about = resolvedDescription(schema, shared);
  return html`<p>Takes ${types.map(([type], index) => html`${index === 0 ? '' : ', '}<code>${type}</code>`)}. ${requestBody.description} ${inCode(about)}</p>
    ${fieldTable(`Body of ${nameOf(call)}`, fieldsOf(schema, shared))}`;
}

function resolvedDescription({ $ref, description }: { $ref?: string; description?: string }, shared: Shared) {
  return description ?? shared[$ref?.slice($ref.lastIndexOf('/') + 1) ?? '']?.description ?? '';
}

function answers(call: Call, shared: Shared): Html {
  const { responses } = call.operation;
  const own = Object.entries(responses).flatMap(([status, answer]) =>
    '$ref' in answer ? [] : [{ status, answer }],
  );
  const refused = Object.entries(responses).flatMap(([status, answer]) => ('$ref' in answer ? [status] : []));
  return html`${own.map(({ status, answer }) => ownAnswer({ status, answer, of: nameOf(call) }, shared))}
    <p class="small">It can also end as <a href="#problems">${refused.join(', ')}</a>.</p>`;
}

function ownAnswer(
  { status, answer, of }: { readonly status: string; readonly answer: DescribedAnswer; readonly of: string },
  shared: Shared,
): Html {
  const types = Object.entries(answer.content ?? {});
  return html`<p><span class="badge ${status < '400' ? 'ok' : 'late'}">${status}</span> ${inCode(answer.description)} ${types.map(([type]) => html`<code>${type}</code> `)}</p>
    ${types.map(([, { schema, example }]) =>
      example === undefined
        ? ''
        : html`${fieldTable(`Answer ${status} of ${of}`, fieldsOf(schema, shared))}
          ${sample(`Answer ${status} of ${of}, for example`, JSON.stringify(example, null, 2))}`,
    )}`;
}
