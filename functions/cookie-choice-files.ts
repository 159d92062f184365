import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { dayOf } from '../shared/domain/calendar.ts';
import { cookieChoiceScript } from '../web/cookie-choice/cookie-choice-script.ts';
import { cookieChoiceStyle } from '../web/cookie-choice/cookie-choice-style.ts';
import { fileResponse } from './http/file-response.ts';
import { world } from './world.ts';

/** `GET /cookie-choice.js`: what a site includes with one line to ask its visitors about cookies (policy row P4). */
export async function getCookieChoiceScript(request: HttpRequest): Promise<HttpResponseInit> {
  const text = cookieChoiceScript({ today: dayOf(world().clock.now()).toString() });
  return fileResponse(request, { text, type: 'text/javascript' });
}

/** `GET /cookie-choice.css`: how the question looks; the script fetches it by itself. */
export async function getCookieChoiceStyle(request: HttpRequest): Promise<HttpResponseInit> {
  return fileResponse(request, { text: cookieChoiceStyle(), type: 'text/css' });
}
