import { badRequest } from './errors.ts';
import type { Json } from './json.ts';

/** Azure: at most 1,023 bytes for an item, 255 characters for a database or container; never `/ \ ? #`. */
const MAX_ITEM_ID_BYTES = 1023;
const MAX_RESOURCE_NAME = 255;

export function itemId(value: Json | undefined): string {
  if (typeof value !== 'string') {
    throw badRequest(
      "The input content is invalid because the required property 'id' is missing or not a string.",
    );
  }
  if (value === '' || /[/\\?#]|\s$/.test(value) || Buffer.byteLength(value) > MAX_ITEM_ID_BYTES) {
    throw badRequest(
      `The input name is invalid: an id is not empty, has at most ${MAX_ITEM_ID_BYTES} bytes, no '/', '\\', '?' or '#', and no space at its end.`,
    );
  }
  return value;
}

export function resourceName(value: Json | undefined): string {
  const name = itemId(value);
  if (name.length > MAX_RESOURCE_NAME)
    throw badRequest(`A name has at most ${MAX_RESOURCE_NAME} characters.`);
  return name;
}
