import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { choicesInForm, parseCookieChoice } from '../shared/domain/cookie-choice.ts';
import { chooseCookies } from '../shared/usecases/choose-cookies.ts';
import { mediaType, readForm } from './http/body.ts';
import { postableFrom, readableFrom } from './http/cross-origin.ts';
import { saysGpc } from './http/gpc.ts';
import { invalidInput, problemResponse } from './http/problem.ts';
import { type App, world } from './world.ts';

const form = { limit: 4 * 1024, fields: ['analytics', 'marketing', 'policyVersion', 'overridesGpc'] };

/**
 * `POST /api/cookie-choices`: what a visitor of one of our sites accepts (policy row P4), or what the browser refuses
 * for the visitor (`Sec-GPC`). JSON or a form; a page of our sites may read the answer.
 */
export async function postCookieChoice(request: HttpRequest): Promise<HttpResponseInit> {
  const app = world();
  const answer = await record(request, app);
  const headers = new Headers(answer.headers);
  for (const [name, value] of Object.entries(readableFrom(app.redirectOrigins, request))) {
    headers.set(name, value);
  }
  return { ...answer, headers };
}

/** `OPTIONS /api/cookie-choices`: a browser asks whether that page may post JSON to us. */
export async function allowCookieChoices(request: HttpRequest): Promise<HttpResponseInit> {
  return { status: 204, headers: postableFrom(world().redirectOrigins, request) };
}

async function record(request: HttpRequest, app: App): Promise<HttpResponseInit> {
  const body = await readForm(request, form);
  if (body.outcome === 'problem') return problemResponse(body);
  const isForm = mediaType(request) !== 'application/json';
  const parsed = parseCookieChoice(isForm ? choicesInForm(body.value) : body.value, {
    gpc: saysGpc(request),
  });
  if (parsed.outcome === 'invalid') return problemResponse(invalidInput(parsed.errors));
  const { id: choiceId, choices, source } = await chooseCookies(app, parsed.value);
  return { status: 201, headers: { 'cache-control': 'no-store' }, jsonBody: { choiceId, choices, source } };
}
