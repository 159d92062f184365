import type { JsonSchema } from './description.ts';

/** Formats whose patterns say the same once more, at length. */
const formats = new Set(['date', 'date-time', 'uuid', 'base64', 'uri']);

/** The same schema without what says nothing to a reader, or something else in the description of an interface. */
export function simplified(schema: JsonSchema): JsonSchema {
  // `readOnly`: in TypeScript a list that is not changed, in OpenAPI a field that cannot be sent.
  const { readOnly: _, pattern, minimum, maximum, anyOf, oneOf, properties, items, ...rest } = schema;
  return withoutNesting({
    ...rest,
    ...(pattern !== undefined && !formats.has(schema.format ?? '') && { pattern }),
    ...(minimum !== undefined && minimum !== Number.MIN_SAFE_INTEGER && { minimum }),
    ...(maximum !== undefined && maximum !== Number.MAX_SAFE_INTEGER && { maximum }),
    ...(anyOf && { anyOf: anyOf.map(simplified) }),
    ...(oneOf && { oneOf: oneOf.map(simplified) }),
    ...(items && { items: simplified(items) }),
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, each]) => [name, simplified(each)]),
      ),
    }),
  });
}

/** One choice where there was a choice in a choice; and `text or null` as one schema of two types. */
function withoutNesting(schema: JsonSchema): JsonSchema {
  if (schema.anyOf === undefined || schema.properties !== undefined) return schema;
  const { anyOf: nested, ...rest } = schema;
  const anyOf = nested.flatMap((each) => (isOnlyChoice(each) ? (each.anyOf ?? []) : [each]));
  const [one, other, ...more] = anyOf;
  const isTextOrNull =
    typeof one?.type === 'string' && !('enum' in one) && !('const' in one) && other?.type === 'null';
  return isTextOrNull && more.length === 0
    ? { ...one, ...rest, type: [one.type, 'null'] }
    : { ...rest, anyOf };
}

function isOnlyChoice(schema: JsonSchema): boolean {
  return schema.anyOf !== undefined && Object.keys(schema).length === 1;
}
