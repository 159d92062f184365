import { type HttpEndpoint, serveHttp } from '../../local/http-endpoint.ts';
import { freePorts } from '../../local/ports.ts';

/** A site of somebody's own with a plain form, at `/nb` and `/en`, that posts to `action`. */
export async function startFormSite(action: string): Promise<HttpEndpoint & { readonly url: string }> {
  const { functions: port } = await freePorts();
  const endpoint = await serveHttp({
    port,
    fetch: ({ url }) =>
      new Response(formPage(action, url.endsWith('/en') ? 'en' : 'nb'), {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      }),
  });
  return { ...endpoint, url: `http://127.0.0.1:${port}` };
}

function formPage(action: string, locale: string): string {
  return `<!doctype html>
<html lang="${locale}">
  <head><title>Form</title><link rel="icon" href="data:," /></head>
  <body>
    <form method="post" action="${action}">
      <label>Name <input name="name" /></label>
      <label>E-mail <input name="email" /></label>
      <label>Phone <input name="phone" /></label>
      <label hidden>Website <input name="website" /></label>
      <label><input type="checkbox" name="marketing" /> News</label>
      <input type="hidden" name="channel" value="contact-form" />
      <input type="hidden" name="policyVersion" value="2021-02-19" />
      <input type="hidden" name="locale" value="${locale}" />
      <button name="send">Send</button>
    </form>
  </body>
</html>`;
}
