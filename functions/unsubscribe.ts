import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { readPreferences } from '../shared/usecases/read-preferences.ts';
import { withdrawConsent } from '../shared/usecases/withdraw-consent.ts';
import { unsubscribedPage, unsubscribePage } from '../web/unsubscribe-page.ts';
import { mediaType, readForm } from './http/body.ts';
import { linkNotValid } from './http/link-not-valid.ts';
import { pageResponse } from './http/page-response.ts';
import { preferredLocale } from './http/preferred-locale.ts';
import { refusal } from './http/refusal.ts';
import { world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['List-Unsubscribe'] };

/** `GET /unsubscribe/{token}`: a page with one button. It changes nothing: mail filters open links. */
export async function getUnsubscribe(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const token = request.params['token'] ?? '';
  const link = app.links.readUnsubscribe(token);
  if (link === undefined) return linkNotValid(request);
  const { locale = preferredLocale(request) } = await readPreferences(app, link.subjectId);
  return pageResponse(200, unsubscribePage({ locale, action: `/unsubscribe/${token}` }));
}

/**
 * `POST /unsubscribe/{token}`: leaves Markedsnyheter and no other list, as often as it comes. A mail program's one
 * click, in either encoding, gets 200 without redirect, cookie or body (RFC 8058 §3.2); the page's button a page.
 */
export async function postUnsubscribe(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const link = app.links.readUnsubscribe(request.params['token'] ?? '');
  if (link === undefined) return linkNotValid(request);
  const { subjectId } = link;
  const body = await readBody(request);
  if (body.outcome === 'problem') return refusal(request, body);
  if (isOneClick(body.value)) {
    await withdrawConsent(app, { subjectId, by: 'one-click' });
    return { status: 200 };
  }
  const { locale = preferredLocale(request) } = await readPreferences(app, subjectId);
  await withdrawConsent(app, { subjectId, by: 'unsubscribe-page' });
  return pageResponse(200, unsubscribedPage(locale));
}

/** The button sends no fields; a client that sends nothing at all states no type either. */
async function readBody(request: HttpRequest): ReturnType<typeof readForm> {
  return mediaType(request) === '' ? { outcome: 'read', value: {} } : readForm(request, form);
}

function isOneClick(fields: unknown): boolean {
  return (
    typeof fields === 'object' &&
    fields !== null &&
    'List-Unsubscribe' in fields &&
    fields['List-Unsubscribe'] === 'One-Click'
  );
}
