import type { HttpRequest } from '@azure/functions';

/** A cookie of the request by its name (RFC 6265 §5.4). */
export function cookieOf(request: HttpRequest, name: string): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
