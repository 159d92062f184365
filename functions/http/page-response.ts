import { createHash } from 'node:crypto';
import type { HttpResponseInit } from '@azure/functions';
import type { Html } from '../../web/page.ts';
import { style } from '../../web/style.ts';

const styleHash = createHash('sha256').update(style).digest('base64');

/**
 * A page as an answer. No script, no frame, nothing from elsewhere can run in it; a form, on a page that has one,
 * leads to us. No page is kept by a browser or a proxy: some show what is so of one person.
 */
export async function pageResponse(
  status: number,
  page: Html,
  headers: Readonly<Record<string, string>> = {},
): Promise<HttpResponseInit> {
  const body = (await page).toString();
  // Values are escaped, so a form is one of ours.
  const formAction = body.includes('<form ') ? "'self'" : "'none'";
  return {
    status,
    headers: {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action ${formAction}; frame-ancestors 'none'; base-uri 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body,
  };
}
