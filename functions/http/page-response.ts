import type { HttpResponseInit } from '@azure/functions';
import type { Html } from '../../web/page.ts';

/** A page as an answer. No script, no frame, nothing from elsewhere can run in it. */
export async function pageResponse(status: number, page: Html): Promise<HttpResponseInit> {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: (await page).toString(),
  };
}
