import { html } from 'hono/html';
import type { MailMessage } from './message.ts';

type Page = ReturnType<typeof html>;

const STYLE = html`<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: left; padding: 0.4rem 0.8rem 0.4rem 0; border-bottom: 1px solid #ccc; vertical-align: top; }
  iframe { width: 100%; height: 30rem; border: 1px solid #ccc; background: #fff; }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; }
  td { overflow-wrap: anywhere; }
</style>`;

export function listPage(messages: readonly MailMessage[]): Page {
  const rows = messages
    .toReversed()
    .map(
      ({ id, receivedAt, to, subject }) =>
        html`<tr><td><time>${receivedAt}</time></td><td>${to}</td><td><a href="/messages/${id}">${subject}</a></td></tr>`,
    );
  const table = html`<table>
    <thead><tr><th scope="col">Received</th><th scope="col">To</th><th scope="col">Subject</th></tr></thead>
    <tbody>${rows}</tbody>
  </table>`;
  return page(
    'Mailbox',
    html`${messages.length === 0 ? html`<p>No mail yet.</p>` : table}
    <p>The same as JSON: <a href="/api/messages">/api/messages</a></p>`,
  );
}

export function messagePage(message: MailMessage): Page {
  const headers = Object.entries(message.headers).map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  );
  return page(
    message.subject,
    html`<p><a href="/">All mail</a></p>
    <p>To ${message.to}, <time>${message.receivedAt}</time></p>
    ${unsubscribeButton(message)}
    ${message.html === '' ? '' : htmlPart(message.html)}
    <h2>Text</h2><pre>${message.text}</pre>
    <h2>Headers</h2><table>${headers}</table>`,
  );
}

/** A mail's HTML runs nothing here and reaches nothing; its links open in a tab of their own. */
function htmlPart(content: string): Page {
  const framed = `<base target="_blank">${content}`;
  return html`<h2>HTML</h2>
    <iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="The mail's HTML" srcdoc="${framed}"></iframe>`;
}

/** What a mail client does for its reader with the header of RFC 8058: one POST, no cookies, no other context. */
function unsubscribeButton({ headers }: MailMessage): Page | '' {
  const address = /<(?<url>https?:[^>]+)>/u.exec(headers['list-unsubscribe'] ?? '')?.groups?.['url'];
  if (address === undefined || headers['list-unsubscribe-post'] === undefined) return '';
  return html`<form method="post" action="${address}">
    <input type="hidden" name="List-Unsubscribe" value="One-Click" />
    <button>Unsubscribe, as a mail client's own button would</button>
  </form>`;
}

function page(title: string, content: Page): Page {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${title}</title>${STYLE}</head>
<body><h1>${title}</h1>${content}</body>
</html>`;
}
