import type { InvocationContext } from '@azure/functions';
import type { PrivacyEvent } from '../shared/domain/event.ts';
import { takeMailEvent } from '../shared/usecases/send-mail.ts';
import { applicationProperties } from './runtime/application-properties.ts';
import { log, logFault } from './runtime/log.ts';
import { world } from './world.ts';

/** Subscription `mail` of the topic, and the queue `mail-later`: the mail that an event causes. */
export async function mail(message: unknown, context: InvocationContext): Promise<void> {
  const { attempt } = applicationProperties(context);
  const receipt = await takeMailEvent(world(), {
    event: message as PrivacyEvent,
    attempt: Number(attempt ?? 0),
  });
  const { outcome } = receipt;
  if ('fault' in receipt) logFault(context, 'mail', receipt.fault, { outcome });
  else if (outcome !== 'not-needed') log(context, 'mail', { outcome });
}
