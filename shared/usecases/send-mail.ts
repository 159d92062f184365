import { isEvent, type PrivacyEvent } from '../domain/event.ts';
import type { World } from '../ports.ts';
import { tellDone } from './advance-notice.ts';
import { composeMail, letterOf } from './compose-mail.ts';
import { forgetWhoAsked } from './forget-who-asked.ts';

/** How long a mail waits when it cannot be sent: longer each time, then every three hours. */
const gaps = ['PT1M', 'PT5M', 'PT15M', 'PT1H', 'PT3H'] as const;
/** Three days of faults are no outage any more. */
const mostAttempts = 28;

export interface MailMessage {
  readonly event: PrivacyEvent;
  /** How often it was put off. */
  readonly attempt: number;
}

export type MailReceipt =
  | { readonly outcome: 'sent' | 'refused' | 'not-needed' }
  | { readonly outcome: 'put-off' | 'given-up'; readonly fault: unknown };

/**
 * Sends the mail that an event causes, if it still has a reason. One that cannot be sent waits in a queue and is
 * composed anew: it may have lost its reason by then. An erasure goes on to its end whether or not the person
 * could be told.
 *
 * @throws whatever keeps it from putting the mail off: then the broker delivers the event again.
 */
export async function takeMailEvent(world: World, { event, attempt }: MailMessage): Promise<MailReceipt> {
  const letter = letterOf(event);
  if (letter === undefined) return { outcome: 'not-needed' };
  const { mailer, mailQueue, clock, telemetry } = world;
  try {
    const mail = await composeMail(world, event);
    const outcome = mail === undefined ? 'not-needed' : await mailer.send(mail);
    await goOn(world, event, { delivered: outcome !== 'refused' });
    if (outcome !== 'not-needed') telemetry.event('mail-sent', { letter, outcome });
    return { outcome };
  } catch (fault) {
    if (attempt >= mostAttempts) {
      await goOn(world, event, { delivered: false });
      telemetry.event('mail-sent', { letter, outcome: 'given-up' });
      return { outcome: 'given-up', fault };
    }
    const gap = gaps[Math.min(attempt, gaps.length - 1)] ?? 'PT3H';
    await mailQueue.again({ event, attempt: attempt + 1, at: clock.now().add(gap) });
    telemetry.event('mail-sent', { letter, outcome: 'put-off' });
    return { outcome: 'put-off', fault };
  }
}

/** What waits for the person to be told, waits no longer; an answer that cannot be delivered is left to staff. */
async function goOn(
  world: World,
  event: PrivacyEvent,
  { delivered }: { readonly delivered: boolean },
): Promise<void> {
  if (isEvent(event, 'erasure.answered')) {
    await tellDone(world, { subjectId: event.subject, erasureId: event.data.erasureId });
  }
  if (isEvent(event, 'request.fulfilled') || isEvent(event, 'request.refused')) {
    const { requestId } = event.data;
    await forgetWhoAsked(world, { requestId, delivered });
  }
}
