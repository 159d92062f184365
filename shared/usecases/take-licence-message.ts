import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { parseCloudEvent } from '../domain/cloud-event.ts';
import type { Invalid } from '../domain/invalid.ts';
import { parseLicenceEvent } from '../domain/licence-event.ts';
import type { Rejection, World } from '../ports.ts';
import { type LicenceReceipt, receiveLicenceEvent } from './receive-licence-event.ts';

/** How long a message waits when the database cannot take it: longer each time, then every quarter of an hour. */
const gaps = ['PT5S', 'PT15S', 'PT1M', 'PT5M', 'PT15M'] as const;

export type MessageReceipt =
  | { readonly outcome: 'recorded' | 'nothing-new' | 'rejected' }
  | { readonly outcome: 'put-off'; readonly fault: unknown };

/**
 * Takes a message of the queue `licence-events`, a CloudEvent in structured JSON. A message that the rules
 * refuse is replaced by a rejection that holds nothing of the person; one that meets a fault waits in the
 * queue and comes again. Neither blocks the next, and neither ends in the dead letters with a person's data.
 *
 * @throws whatever keeps it from putting the message back: then the broker delivers it again.
 */
export async function takeLicenceMessage(
  world: World,
  { body, attempt }: { readonly body: unknown; readonly attempt: number },
): Promise<MessageReceipt> {
  const at = world.clock.now();
  const event = read(body, at);
  if (event.outcome === 'invalid') return reject(world, body, event);
  let receipt: LicenceReceipt;
  try {
    receipt = await receiveLicenceEvent(world, event.value);
  } catch (fault) {
    const gap = gaps[Math.min(attempt, gaps.length - 1)] ?? 'PT15M';
    await world.licenceQueue.again({ body, attempt: attempt + 1, at: at.add(gap) });
    return { outcome: 'put-off', fault };
  }
  return receipt.outcome === 'invalid' ? reject(world, body, receipt) : receipt;
}

function read(body: unknown, at: Temporal.Instant) {
  const input = typeof body === 'string' ? parseJson(body) : body;
  const envelope = parseCloudEvent(input);
  return envelope.outcome === 'invalid' ? envelope : parseLicenceEvent(envelope.value, at);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function reject(world: World, body: unknown, { errors }: Invalid): Promise<MessageReceipt> {
  await world.licenceQueue.reject({ event: nameOf(body), errors });
  return { outcome: 'rejected' };
}

/** Id and type of the event where they look like what they should be, so that the sender can be asked. */
const named = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/)
    .optional()
    .catch(undefined),
  type: z
    .string()
    .regex(/^works\.contracting\.[a-z.]{1,60}\.v\d{1,3}$/)
    .optional()
    .catch(undefined),
});

function nameOf(body: unknown): Rejection['event'] {
  const input = typeof body === 'string' ? parseJson(body) : body;
  const result = named.safeParse(input);
  return result.success ? result.data : {};
}
