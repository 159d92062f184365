import type { JsonSchema } from '../../shared/api/description.ts';

/** One field of a body, wherever in it: `subjects[].records[].id`. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly meaning: string;
}

export type Shared = Readonly<Record<string, JsonSchema>>;

/** Every field that a schema knows, outer before inner. */
export function fieldsOf(given: JsonSchema, shared: Shared, at = ''): readonly Field[] {
  const schema = resolved(given, shared);
  const variants = objectsAmong(schema, shared);
  if (variants.length > 0) return merged(variants, shared, at);
  if (schema.items !== undefined) return fieldsOf(schema.items, shared, `${at}[]`);
  const isRequired = (key: string) => schema.required?.includes(key) ?? false;
  const properties = Object.entries(schema.properties ?? {});
  const requiredFirst = [
    ...properties.filter(([key]) => isRequired(key)),
    ...properties.filter(([key]) => !isRequired(key)),
  ];
  return requiredFirst.flatMap(([key, property]) => {
    const name = at === '' ? key : `${at}.${key}`;
    const required = isRequired(key);
    const type = typeText(property, shared);
    const field = {
      name,
      // What need not be given may be null, too: that need not be said each time.
      type: required ? type : type.replace(' or null', ''),
      required,
      meaning: property.description ?? resolved(property, shared).description ?? '',
    };
    return [field, ...fieldsOf(property, shared, name)];
  });
}

function resolved(schema: JsonSchema, shared: Shared): JsonSchema {
  const name = schema.$ref?.slice(schema.$ref.lastIndexOf('/') + 1);
  return name === undefined ? schema : (shared[name] ?? {});
}

/** The objects that a schema lets one choose from. */
function objectsAmong({ properties, anyOf, oneOf }: JsonSchema, shared: Shared): readonly JsonSchema[] {
  if (properties !== undefined) return [];
  return (anyOf ?? oneOf ?? [])
    .map((each) => resolved(each, shared))
    .filter((each) => each.properties !== undefined);
}

/** The fields of all, once each; those that not all have say whose they are. */
function merged(variants: readonly JsonSchema[], shared: Shared, at: string): readonly Field[] {
  const told = variants.map((variant) => ({
    label: labelOf(variant),
    fields: fieldsOf(variant, shared, at),
  }));
  const names = [...new Set(told.flatMap(({ fields }) => fields.map(({ name }) => name)))];
  return names.flatMap((name) => {
    const having = told.flatMap(({ label, fields }) =>
      fields.filter((field) => field.name === name).map((field) => ({ label, field })),
    );
    const [first] = having;
    if (first === undefined) return [];
    const types = [...new Set(having.map(({ field: { type } }) => type))].join(' or ');
    const whose = having.length === told.length ? '' : `Of ${having.map(({ label }) => label).join(', ')}. `;
    return [{ ...first.field, type: types, meaning: `${whose}${first.field.meaning}` }];
  });
}

/** What tells a variant from the others: a field that always says the same. */
function labelOf({ properties = {} }: JsonSchema): string {
  const fixed = Object.entries(properties).filter(
    ([name, each]) => 'const' in each && name !== 'specversion',
  );
  const label = fixed[0]?.[1].const;
  return typeof label === 'string' ? label : 'one kind';
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  object: 'object',
  null: 'null',
  'date-time': 'instant',
  date: 'day',
  uuid: 'UUID',
  uri: 'URL',
  base64: 'base64',
};

const mostNamed = 12;

/** A type in words. */
export function typeText(given: JsonSchema, shared: Shared): string {
  const schema = resolved(given, shared);
  const { enum: values, anyOf, oneOf, items, type, format, maxLength } = schema;
  if ('const' in schema) return quoted(schema.const);
  if (values !== undefined) {
    return values.length > mostNamed ? `one of ${values.length} texts` : values.map(quoted).join(', ');
  }
  if (schema.properties === undefined && (anyOf ?? oneOf) !== undefined) {
    return [...new Set((anyOf ?? oneOf ?? []).map((each) => typeText(each, shared)))].join(' or ');
  }
  if (items !== undefined) return `list of: ${typeText(items, shared)}`;
  const types = typeof type === 'string' ? [type] : (type ?? []);
  const named = types.map((each) =>
    each === 'string' && format ? (words[format] ?? format) : (words[each] ?? each),
  );
  const length = maxLength === undefined ? '' : `, at most ${maxLength} characters`;
  return types.length === 0 ? 'anything' : `${named.join(' or ')}${length}`;
}

function quoted(value: unknown): string {
  return value === '' ? 'empty' : JSON.stringify(value);
}
