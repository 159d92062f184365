import type { HttpRequest } from '@azure/functions';

/** Whether the caller is a browser that shows a page rather than a program that reads JSON. */
export function wantsPage(request: HttpRequest): boolean {
  return (request.headers.get('accept') ?? '').includes('text/html');
}
