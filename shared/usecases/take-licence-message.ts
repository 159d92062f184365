import * as z from 'zod';
import { type Invalid, invalid } from '../domain/invalid.ts';
import { licenceEventTypes, readLicenceEvent } from '../domain/licence-event.ts';
import type { MessageFacts, Rejection, World } from '../ports.ts';
import { type LicenceReceipt, receiveLicenceEvent } from './receive-licence-event.ts';

/** How long a message waits when the database cannot take it: longer each time, then every quarter of an hour. */
const gaps = ['PT5S', 'PT15S', 'PT1M', 'PT5M', 'PT15M'] as const;
/** Three days of faults are no outage any more: then somebody has to look. */
const mostAttempts = 300;

export type MessageReceipt =
  | { readonly outcome: 'recorded' | 'nothing-new' | 'rejected' | 'is-a-rejection' }
  | { readonly outcome: 'put-off' | 'rejected'; readonly fault: unknown };

export interface LicenceMessage {
  readonly body: unknown;
  /** How often it was put off. */
  readonly attempt: number;
  /** What says that it is a rejection of our own. */
  readonly proof?: string | undefined;
  readonly facts: Partial<MessageFacts>;
}

/**
 * Takes a message of the queue `licence-events`, a CloudEvent in structured JSON. A message that the rules
 * refuse is replaced by a rejection that holds nothing of the person; one that meets a fault waits in the
 * queue and comes again. Neither blocks the next, and neither ends in the dead letters with a person's data.
 *
 * @throws whatever keeps it from putting the message back: then the broker delivers it again.
 */
export async function takeLicenceMessage(world: World, message: LicenceMessage): Promise<MessageReceipt> {
  const { body, attempt, proof, facts } = message;
  if (proof !== undefined && proof === proofOf(world, body)) return { outcome: 'is-a-rejection' };
  const at = world.clock.now();
  const input = typeof body === 'string' ? parseJson(body) : body;
  const event = readLicenceEvent(input, at);
  if (event.outcome === 'invalid') return reject(world, { input, facts }, event);
  let receipt: LicenceReceipt;
  try {
    receipt = await receiveLicenceEvent(world, event.value);
  } catch (fault) {
    if (attempt >= mostAttempts) {
      const given = await reject(world, { input, facts }, invalid({ pointer: '', reason: 'never-recorded' }));
      return { ...given, fault };
    }
    const gap = gaps[Math.min(attempt, gaps.length - 1)] ?? 'PT15M';
    await world.licenceQueue.again({ body, attempt: attempt + 1, at: world.clock.now().add(gap) });
    return { outcome: 'put-off', fault };
  }
  return receipt.outcome === 'invalid' ? reject(world, { input, facts }, receipt) : receipt;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function reject(
  world: World,
  { input, facts }: Pick<LicenceMessage, 'facts'> & { readonly input: unknown },
  { errors }: Invalid,
): Promise<{ readonly outcome: 'rejected' }> {
  const rejection: Rejection = { event: nameOf(input), message: facts, errors };
  await world.licenceQueue.reject(rejection, proofOf(world, rejection));
  return { outcome: 'rejected' };
}

/** Only who has the pepper can make it: nobody else's message passes for a rejection of ours. */
function proofOf({ keys }: World, rejection: unknown): string {
  return keys.fingerprint(JSON.stringify(['rejection', rejection]));
}

/** Id and type of the event where they cannot say anything of a person, so that the sender can be asked. */
const named = z.object({
  id: z.uuid().optional().catch(undefined),
  type: z.enum(licenceEventTypes).optional().catch(undefined),
});

function nameOf(input: unknown): Rejection['event'] {
  const result = named.safeParse(input);
  return result.success ? result.data : {};
}
