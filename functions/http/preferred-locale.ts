import type { HttpRequest } from '@azure/functions';
import { type Locale, locales } from '../../shared/policy/register.ts';

/**
 * The language that the address asks for (`?locale=en`), else the one of ours that the browser prefers (RFC 9110
 * §12.5.4); Norwegian where neither asks for any.
 */
export function preferredLocale(request: HttpRequest): Locale {
  const asked = locales.find((locale) => locale === request.query.get('locale'));
  return asked ?? (/^en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'nb');
}
