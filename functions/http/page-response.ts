import { createHash } from 'node:crypto';
import type { HttpResponseInit } from '@azure/functions';
import type { Html } from '../../web/page.ts';
import { style } from '../../web/style.ts';

const styleHash = createHash('sha256').update(style).digest('base64');
const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`;

/** A page as an answer. No script, no frame, nothing from elsewhere can run in it. */
export async function pageResponse(status: number, page: Html): Promise<HttpResponseInit> {
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: (await page).toString(),
  };
}
