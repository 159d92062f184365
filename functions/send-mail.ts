import type { InvocationContext } from '@azure/functions';
import type { PrivacyEvent } from '../shared/domain/event.ts';
import { takeMailEvent } from '../shared/usecases/send-mail.ts';
import { applicationProperties } from './application-properties.ts';
import { kindOf } from './fault-kind.ts';
import { world } from './world.ts';

/** Subscription `mail` of the topic, and the queue `mail-later`: the mail that an event causes. */
export async function mail(message: unknown, context: InvocationContext): Promise<void> {
  const { attempt } = applicationProperties(context);
  const receipt = await takeMailEvent(world(), {
    event: message as PrivacyEvent,
    attempt: Number(attempt ?? 0),
  });
  if ('fault' in receipt) context.error('mail', receipt.outcome, kindOf(receipt.fault));
  else if (receipt.outcome !== 'not-needed') context.log('mail', receipt.outcome);
}
