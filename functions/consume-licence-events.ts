import type { InvocationContext } from '@azure/functions';
import { type LicenceMessage, takeLicenceMessage } from '../shared/usecases/take-licence-message.ts';
import { applicationProperties } from './runtime/application-properties.ts';
import { log, logFault } from './runtime/log.ts';
import { world } from './world.ts';

/** Queue `licence-events`: the same events as over HTTP. */
export async function consumeLicenceEvents(message: unknown, context: InvocationContext): Promise<void> {
  const { attempt, rejection } = applicationProperties(context);
  const receipt = await takeLicenceMessage(world(), {
    body: message,
    attempt: Number(attempt ?? 0),
    proof: typeof rejection === 'string' ? rejection : undefined,
    facts: factsOf(context),
  });
  if (receipt.outcome === 'is-a-rejection') throw new RejectedEvent();
  const { outcome } = receipt;
  if ('fault' in receipt) logFault(context, 'licence-message', receipt.fault, { outcome });
  else log(context, 'licence-message', { outcome });
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

/** The number and the instant that the broker gave the message. */
function factsOf({ triggerMetadata }: InvocationContext): LicenceMessage['facts'] {
  const { sequenceNumber, enqueuedTimeUtc } = triggerMetadata ?? {};
  const enqueued = new Date(String(enqueuedTimeUtc));
  return {
    ...(/^\d+$/.test(String(sequenceNumber)) && { sequenceNumber: String(sequenceNumber) }),
    ...(!Number.isNaN(enqueued.getTime()) && { enqueuedAt: enqueued.toISOString() }),
  };
}
