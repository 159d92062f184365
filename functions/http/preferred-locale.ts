import type { HttpRequest } from '@azure/functions';
import type { Locale } from '../../shared/policy/register.ts';

/** The one of our languages that a browser asks for (RFC 9110 §12.5.4); Norwegian where it asks for neither. */
export function preferredLocale(request: HttpRequest): Locale {
  return /^en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'nb';
}
