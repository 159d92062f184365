import { dayOf, secondsOf } from '../domain/calendar.ts';
import type { CookieDecision } from '../domain/cookie-choice.ts';
import { memory } from '../policy/retention.ts';
import type { CookieChoice, World } from '../ports.ts';

/**
 * Records a choice of cookies (policy row P4, GDPR Art. 7(1)) under a random id, with its day: nothing in it tells
 * whose it is.
 */
export async function chooseCookies(
  { clock, ids, cookieChoices, telemetry }: Pick<World, 'clock' | 'ids' | 'cookieChoices' | 'telemetry'>,
  decision: CookieDecision,
): Promise<CookieChoice> {
  const at = clock.now();
  const choice = {
    id: ids.cookieChoice(),
    ...decision,
    on: dayOf(at).toString(),
    ttl: secondsOf(memory.cookieChoice, at),
  };
  await cookieChoices.add(choice);
  telemetry.count('cookies-chosen', { source: choice.source });
  return choice;
}
