import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { type Locale, locales } from '../../shared/policy/register.ts';
import { problemPage } from '../../web/problem-page.ts';
import { pageResponse } from './page-response.ts';
import { preferredLocale } from './preferred-locale.ts';
import { type Problem, problemResponse, retryAfter, statusOfProblem } from './problem.ts';
import { sentField } from './sent-field.ts';
import { wantsPage } from './wants-page.ts';

/** A problem as the caller reads it: a browser gets a page, in the form's language, all else problem+json. */
export async function refusal(
  request: HttpRequest,
  problem: Problem,
  form?: unknown,
): Promise<HttpResponseInit> {
  if (!wantsPage(request)) return problemResponse(problem);
  const { errors = [], name } = problem;
  const locale = localeOf(request, form);
  const page = problemPage({ errors, locale, away: name === 'unavailable' });
  return pageResponse(statusOfProblem(problem), page, name === 'unavailable' ? retryAfter : {});
}

/** The language the form states, else the one the browser prefers of ours. */
function localeOf(request: HttpRequest, form: unknown): Locale {
  const stated = sentField(form, 'locale');
  return locales.find((locale) => locale === stated) ?? preferredLocale(request);
}
