import * as z from 'zod';
import { reasons } from '../policy/reasons.ts';

/** What a call answers with that could not be done (RFC 9457). */
export const problem = z
  .strictObject({
    type: z
      .string()
      .regex(/^tag:contracting\.works,2026:problem:[a-z-]+$/)
      .meta({ examples: ['tag:contracting.works,2026:problem:invalid-input'] }),
    title: z.string().meta({ examples: ['The input is not valid'] }),
    status: z.int().meta({ examples: [400] }),
    detail: z
      .string()
      .describe('What to do.')
      .meta({ examples: ['Mend the fields named in errors and send again.'] }),
    errors: z
      .array(
        z.strictObject({
          pointer: z
            .string()
            .describe('A JSON Pointer (RFC 6901) to the field; empty: the body as a whole.')
            .meta({ examples: ['/email'] }),
          detail: z
            .enum(Object.values(reasons).map(({ en }) => en))
            .describe('One sentence. It never repeats what was sent.'),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457, `application/problem+json`.' });
