import type { InvocationContext } from '@azure/functions';
import { isEvent, type PrivacyEvent } from '../shared/domain/event.ts';
import { fulfilRequest } from '../shared/usecases/fulfil-request.ts';
import { log } from './runtime/log.ts';
import { world } from './world.ts';

/**
 * Subscription `requests` of the topic: a request whose identity is shown is done, and one that waits for an erasure goes
 * on when that is completed.
 */
export async function fulfil(message: unknown, context: InvocationContext): Promise<void> {
  const event = message as PrivacyEvent;
  const requestId = requestIn(event);
  if (requestId === undefined) return;
  const request = await fulfilRequest(world(), requestId);
  log(context, 'request', { right: request?.right, state: request?.state });
}

function requestIn(event: PrivacyEvent): string | undefined {
  if (isEvent(event, 'request.verified') || isEvent(event, 'erasure.completed')) return event.data.requestId;
  return undefined;
}
