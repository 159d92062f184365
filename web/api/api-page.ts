import { html } from 'hono/html';
import type { AsyncApi, OpenApi } from '../../shared/api/description.ts';
import { brand, frame, type Html } from '../page.ts';
import type { Call } from './curl.ts';
import { eventCard } from './event-card.ts';
import { fieldTable, inCode, sample } from './field-table.ts';
import { operationCard } from './operation-card.ts';
import { fieldsOf } from './schema-fields.ts';

/** The two descriptions as a page, for developers: in English, like the code, and made of nothing else. */
export function apiPage({
  openApi,
  asyncApi,
}: {
  readonly openApi: OpenApi;
  readonly asyncApi: AsyncApi;
}): Html {
  const calls = callsOf(openApi);
  return frame({
    title: 'Calls and events',
    locale: 'en',
    width: 'wide',
    dense: true,
    header: brand('en'),
    footer: html`<p>${openApi.info.title}. <a href="/api/openapi.json">OpenAPI ${openApi.openapi}</a>, <a href="/api/asyncapi.json">AsyncAPI ${asyncApi.asyncapi}</a>.</p>`,
    body: html`<h1>Calls and events</h1>
      <p class="lead">${openApi.info.summary}</p>
      <p>${openApi.info.description} For programs: <a href="/api/openapi.json">/api/openapi.json</a> and <a href="/api/asyncapi.json">/api/asyncapi.json</a>.</p>
      ${contents(openApi)}
      ${howToCall()}
      ${openApi.tags.map(({ name, description }) => section(name, description, ofTag(calls, name), openApi))}
      ${problems(openApi)}
      ${events(asyncApi)}`,
  });
}

function callsOf({ paths }: OpenApi): readonly Call[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
}

function ofTag(calls: readonly Call[], tag: string): readonly Call[] {
  return calls.filter(({ operation }) => operation.tags.includes(tag));
}

function contents({ tags }: OpenApi): Html {
  const parts = [...tags.map(({ name }) => name), 'problems', 'events'];
  return html`<nav class="contents" aria-label="On this page"><ul>
    ${parts.map((part) => html`<li><a href="#${part}">${headingOf(part)}</a></li>`)}
  </ul></nav>`;
}

function headingOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function howToCall(): Html {
  return html`<section aria-labelledby="how">
    <h2 id="how">How to call</h2>
    <p>A call marked <span class="badge warn">key</span> takes a function key in <code>x-functions-key</code>. On a machine of your own, <code>npm start</code> listens on <code>http://127.0.0.1:7071</code> and shows a key that opens everything; the calls below take it from <code>KEY</code>.</p>
    ${sample('Whether everything is up', 'curl http://127.0.0.1:7071/api/health')}
  </section>`;
}

function section(tag: string, description: string, calls: readonly Call[], openApi: OpenApi): Html {
  return html`<section aria-labelledby="${tag}">
    <h2 id="${tag}">${headingOf(tag)}</h2>
    <p>${description}</p>
    ${tag === 'pages' ? pageTable(calls) : calls.map((call) => operationCard(call, openApi))}
  </section>`;
}

function pageTable(calls: readonly Call[]): Html {
  const rows = calls.map(
    ({ method, path, operation }) =>
      html`<tr><td>${method.toUpperCase()}</td><th scope="row"><code>${path}</code></th><td>${operation.summary}</td></tr>`,
  );
  return html`<div class="scroll" role="group" aria-label="All pages" tabindex="0">
    <table class="data">
      <thead><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">What it is</th></tr></thead>
      <tbody>${rows}</tbody>
    </table>
  </div>`;
}

function problems({ paths, components }: OpenApi): Html {
  const { responses, schemas } = components;
  const named = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .flatMap((operation) => Object.entries(operation.responses))
    .flatMap(([status, answer]) =>
      '$ref' in answer ? [[status, answer.$ref.slice(answer.$ref.lastIndexOf('/') + 1)] as const] : [],
    );
  const lines = [...new Map(named)].toSorted(([one], [other]) => one.localeCompare(other));
  return html`<section aria-labelledby="problems">
    <h2 id="problems">Problems</h2>
    <p>What could not be done is <code>application/problem+json</code> (RFC 9457); a browser that sent a form gets the same as a page.</p>
    <dl class="facts">
      ${lines.map(
        ([status, name]) =>
          html`<div><dt>${status}</dt><dd>${inCode(responses[name]?.description ?? '')}</dd></div>`,
      )}
    </dl>
    ${fieldTable('Fields of a problem', fieldsOf(schemas['Problem'] ?? {}, schemas))}
  </section>`;
}

function events({ info, channels, components }: AsyncApi): Html {
  const messages = Object.values(components.messages);
  const told = messages.filter(({ name }) => !name.startsWith('incoming.'));
  const taken = messages.filter(({ name }) => name.startsWith('incoming.'));
  return html`<section aria-labelledby="events">
    <h2 id="events">Events</h2>
    <p>${info.description}</p>
    <div class="scroll" role="group" aria-label="Where events are read" tabindex="0">
      <table class="data">
        <thead><tr><th scope="col">Entity</th><th scope="col">What it is</th><th scope="col" class="number">Events</th></tr></thead>
        <tbody>${Object.values(channels).map(
          ({ address, description, messages: passed }) =>
            html`<tr><th scope="row"><code>${address}</code></th><td>${description}</td><td class="number">${Object.keys(passed).length}</td></tr>`,
        )}</tbody>
      </table>
    </div>
    <h3>Told by the pipeline</h3>
    ${told.map(eventCard)}
    <h3>Taken from the licence system</h3>
    ${taken.map(eventCard)}
  </section>`;
}
