import { html } from 'hono/html';
import { type Addresses, addressRows } from './addresses.ts';

/** The stack's own page: where everything is, and how to move it. */
export function controlPage({ addresses, now }: { readonly addresses: Addresses; readonly now: string }) {
  const rows = addressRows(addresses).map(
    ({ what, address, note }) =>
      html`<tr><th scope="row">${what}</th><td>${isPage(address) ? html`<a href="${address}">${address}</a>` : html`<code>${address}</code>`}</td><td>${note}</td></tr>`,
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>Local stack</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; }
  th, td { text-align: left; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid #ccc; vertical-align: top; }
  td, pre { overflow-wrap: anywhere; white-space: pre-wrap; }
</style>
</head>
<body>
<h1>Local stack</h1>
<p>Its clock stands at <time>${now}</time>.</p>
<table>${rows}</table>
<h2>See</h2>
<ul>
  <li><a href="/clock">/clock</a></li>
  <li><a href="/processors">/processors</a>: what each stand-in was asked and answered</li>
  <li><a href="/functions">/functions</a>: the last run of each function</li>
  <li><a href="/telemetry">/telemetry</a>: the items received</li>
</ul>
<h2>Move</h2>
<pre>${CALLS.map(([method, path, body]) => `curl -X ${method} ${addresses.control.url}${path} -d '${body}'`).join('\n')}</pre>
</body>
</html>`;
}

const CALLS = [
  ['PUT', '/clock', '{"now": "2031-11-23T00:00:00Z"}'],
  ['PUT', '/processors/zendesk', '{"behaviour": "down"}'],
  ['PUT', '/faults', '{"cosmos": {"status": 429, "next": 20}}'],
  ['PUT', '/faults', '{"serviceBus": "down"}'],
] as const;

function isPage(address: string): boolean {
  return address.startsWith('http:');
}
