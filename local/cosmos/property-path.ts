import { badRequest } from './errors.ts';
import type { Json } from './json.ts';

/** `/data/x` or `/data/"x"` as property names, as partition keys, unique keys and index paths are written. */
export function propertyPath(text: Json | undefined, what: string): readonly string[] {
  if (typeof text !== 'string' || !text.startsWith('/') || text.length < 2) {
    throw badRequest(`${what} expects a path that begins with '/'.`);
  }
  return text
    .slice(1)
    .split('/')
    .map((name) => (name.startsWith('"') && name.endsWith('"') ? name.slice(1, -1) : name));
}
