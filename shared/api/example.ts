import type { JsonSchema } from './description.ts';

const byFormat: Readonly<Record<string, unknown>> = {
  uuid: '7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a',
  date: '2026-11-22',
  'date-time': '2026-11-22T09:00:00Z',
  uri: 'https://contracting.works',
  email: 'kari.eksempel@example.test',
};

const byType: Readonly<Record<string, unknown>> = {
  string: 'text',
  integer: 1,
  number: 1,
  boolean: true,
  null: null,
};

/** Something that a schema allows: what the schema itself gives as an example goes first. */
export function exampleOf(schema: JsonSchema, shared: Readonly<Record<string, JsonSchema>>): unknown {
  const { $ref, examples, anyOf, oneOf, properties, items, format = '' } = schema;
  if ($ref !== undefined) {
    const target = shared[$ref.slice($ref.lastIndexOf('/') + 1)];
    if (target === undefined) throw new RangeError(`nothing is shared by the name in ${$ref}`);
    return exampleOf(target, shared);
  }
  if (examples !== undefined) return examples[0];
  if ('const' in schema) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = anyOf ?? oneOf ?? [];
  if (first !== undefined) return exampleOf(first, shared);
  if (properties !== undefined) {
    const entries = Object.entries(properties).map(([name, each]) => [name, exampleOf(each, shared)]);
    return Object.fromEntries(entries);
  }
  if (items !== undefined) return [exampleOf(items, shared)];
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  if (type === 'object') return {};
  if (type === 'array') return [];
  return byFormat[format] ?? byType[type ?? ''] ?? null;
}
