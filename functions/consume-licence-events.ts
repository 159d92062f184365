import type { InvocationContext } from '@azure/functions';
import { takeLicenceMessage } from '../shared/usecases/take-licence-message.ts';
import { kindOf } from './http/answer.ts';
import { world } from './world.ts';

/** Queue `licence-events`: the same events as over HTTP. */
export async function consumeLicenceEvents(message: unknown, context: InvocationContext): Promise<void> {
  const { attempt, rejection } = applicationProperties(context);
  const receipt = await takeLicenceMessage(world(), {
    body: message,
    attempt: Number(attempt ?? 0),
    proof: typeof rejection === 'string' ? rejection : undefined,
  });
  if (receipt.outcome === 'is-a-rejection') throw new RejectedEvent();
  if (receipt.outcome === 'put-off') context.error('licence message put off', kindOf(receipt.fault));
  else context.log('licence message', receipt.outcome);
}

/**
 * A rejection on its way to the dead letters. A function cannot dead-letter a message with a reason; it can
 * only fail until the broker does, so it fails for this message and no other.
 */
class RejectedEvent extends Error {
  override readonly name = 'RejectedEvent';
  constructor() {
    super('a licence event was refused; the dead letter says which, and which fields');
  }
}

function applicationProperties({ triggerMetadata }: InvocationContext): Record<string, unknown> {
  const properties = triggerMetadata?.['applicationProperties'] ?? triggerMetadata?.['userProperties'];
  return typeof properties === 'object' && properties !== null ? { ...properties } : {};
}
