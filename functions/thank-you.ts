import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { thankYouPage } from '../web/thank-you-page.ts';
import { pageResponse } from './http/page-response.ts';

/** `GET /registrations/received/{locale}`: where a browser form ends that names no page of its own. */
export async function getThankYou(request: HttpRequest): Promise<HttpResponseInit> {
  const locale = request.params['locale'] === 'en' ? 'en' : 'nb';
  return pageResponse(200, thankYouPage(locale));
}
