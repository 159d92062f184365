import { type HttpEndpoint, serveHttp } from '../../local/http-endpoint.ts';
import { freePorts } from '../../local/ports.ts';

export interface CookieSite extends HttpEndpoint {
  readonly origin: string;
  /** The origin that the script comes from, once it is known. */
  scriptFrom: string;
}

/**
 * A site of ours that includes the script with its one line, at `/nb` and `/en`, under a content security policy as
 * strict as docs/cookies.md says it may be; it holds back a script of somebody else that sets a cookie.
 */
export async function startCookieSite(): Promise<CookieSite> {
  const { functions: port } = await freePorts();
  const site = {
    port,
    origin: `http://127.0.0.1:${port}`,
    scriptFrom: '',
    close: async () => {},
  };
  const endpoint = await serveHttp({
    port,
    fetch: ({ url }) => (url.endsWith('/tracker.js') ? tracker() : sitePage(url, site.scriptFrom)),
  });
  return Object.assign(site, { close: () => endpoint.close() });
}

function tracker(): Response {
  const text = `document.cookie = '_ga=followed; path=/'; document.body.dataset.followed = 'yes';`;
  return new Response(text, { headers: { 'content-type': 'text/javascript' } });
}

function sitePage(url: string, from: string): Response {
  const locale = url.endsWith('/en') ? 'en' : 'nb';
  const body = `<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <title>Site</title>
    <link rel="icon" href="data:," />
    <script src="${from}/cookie-choice.js" defer></script>
    <script type="text/plain" data-category="analytics" data-service="google-analytics" src="/tracker.js"></script>
  </head>
  <body>
    <main>
      <h1>Site</h1>
      <button type="button" data-cc="show-preferencesModal">Cookies</button>
    </main>
  </body>
</html>`;
  const policy = `default-src 'none'; script-src 'self' ${from}; style-src ${from}; connect-src ${from}; img-src data:`;
  return new Response(body, {
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
  });
}
