import type { Context } from 'hono';
import type * as z from 'zod';

/** The JSON body, or the names of the fields that are missing or not what they should be: never their values. */
export async function readBody<Body>(
  c: Context,
  schema: z.ZodType<Body>,
): Promise<{ readonly body: Body } | { readonly wrong: string }> {
  const json: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(json);
  if (parsed.success) return { body: parsed.data };
  return { wrong: parsed.error.issues.map(({ path }) => path.join('.') || 'body').join(', ') };
}

export function positiveInteger(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
