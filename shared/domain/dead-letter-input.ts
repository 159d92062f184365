import * as z from 'zod';
import { type EntityName, entities } from '../policy/signals.ts';
import { because } from './field.ts';
import { type Parsed, parse } from './invalid.ts';

/** What staff do with a message that was given up: send it again, or take away what was refused. */
export interface DeadLetterAction {
  readonly entity: EntityName;
  readonly sequenceNumber: string;
  readonly action: 'redrive' | 'discard';
}

export const deadLetterActionSchema = z.object(
  {
    entity: z.enum(entities, because('not-a-dead-letter')),
    sequenceNumber: z.string(because('missing')).regex(/^\d{1,19}$/, because('not-a-dead-letter')),
    action: z.enum(['redrive', 'discard'], because('not-a-dead-letter')),
  },
  because('not-an-object'),
);

/** Reads `{entity, sequenceNumber, action}`, as a list of dead letters names one. */
export function parseDeadLetterAction(input: unknown): Parsed<DeadLetterAction> {
  return parse(deadLetterActionSchema, input);
}
