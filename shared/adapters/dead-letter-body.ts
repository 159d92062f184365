import * as z from 'zod';
import type { DeadLetter } from '../ports.ts';

const id = z.uuid().optional().catch(undefined);
const type = z
  .string()
  .regex(/^works\.contracting\.[a-z.-]+\.v\d+$/)
  .optional()
  .catch(undefined);

const bodies = z.union([
  /** A refused licence event, replaced by what was wrong with it (docs/decisions/rejected-messages.md). */
  z
    .object({
      event: z.object({ id, type }),
      errors: z.array(z.object({ pointer: z.string().regex(/^[\w/-]{0,60}$/) })).max(50),
    })
    .transform(({ event, errors }) => ({
      type: event.type,
      eventId: event.id,
      refused: errors.map(({ pointer }) => pointer),
    })),
  z.object({ id, type }).transform(({ id: eventId, type: name }) => ({ type: name, eventId })),
]);

/**
 * What a dead letter was about: the type and id of its event, where they cannot say anything of a person, and of a
 * refused licence event the fields that were wrong. Nothing else of it is looked at.
 */
export function whatDied(body: unknown): Pick<DeadLetter, 'type' | 'eventId' | 'refused'> {
  const read = bodies.safeParse(typeof body === 'string' ? parsed(body) : body);
  return read.success ? read.data : { type: undefined, eventId: undefined };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
