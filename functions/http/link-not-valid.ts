import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { linkNotValidPage } from '../../web/link-not-valid-page.ts';
import { pageResponse } from './page-response.ts';
import { preferredLocale } from './preferred-locale.ts';

/** What a link shows that is too old or was never made by us: the same for both, and for known and unknown people. */
export function linkNotValid(request: HttpRequest): Promise<HttpResponseInit> {
  return pageResponse(404, linkNotValidPage(preferredLocale(request)));
}
