import * as z from 'zod';
import type { JsonSchema } from './description.ts';
import { simplified } from './simplified.ts';

/** Schemas by name, and the ones that several of them share. */
export interface JsonSchemas {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly shared: Readonly<Record<string, JsonSchema>>;
}

/**
 * JSON Schemas of zod schemas: of what they take (`input`) or of what they give (`output`). Those with an id of
 * their own are shared, and referred to below `at`, such as `#/components/schemas/`.
 */
export function jsonSchemasOf(
  given: Readonly<Record<string, z.ZodType>>,
  {
    io,
    at,
    target = 'draft-2020-12',
  }: {
    readonly io: 'input' | 'output';
    readonly at: string;
    readonly target?: 'draft-2020-12' | 'draft-07';
  },
): JsonSchemas {
  const together = JSON.stringify(z.toJSONSchema(z.object(given), { io, target }));
  const { properties = {}, $defs = {} }: Together = JSON.parse(together.replaceAll('#/$defs/', at));
  return { schemas: eachSimplified(properties), shared: eachSimplified($defs) };
}

interface Together {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

function eachSimplified(schemas: Readonly<Record<string, JsonSchema>>): Record<string, JsonSchema> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, simplified(schema)]));
}
