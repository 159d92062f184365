import type { SubjectDocument } from '../domain/document.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import { lagOf } from '../domain/heartbeat.ts';
import type { World } from '../ports.ts';

/**
 * Hands the events among changed documents to the topic, in the order of the feed. At least once: when it
 * throws, the same batch comes again, and the broker knows the events by their ids. What calls itself an event and is
 * none, since somebody wrote into the database by hand, is counted and passed: it must not stop everybody's events.
 *
 * A heartbeat among them tells how far the feed is behind: once the topic has what came with it, so a relay that stands
 * still says nothing. It is a document of one partition: where the database has many, the lag is that of its part.
 */
export async function relayEvents(
  { events, telemetry, clock }: Pick<World, 'events' | 'telemetry' | 'clock'>,
  changed: readonly SubjectDocument[],
): Promise<void> {
  const told = changed.flatMap((document) => (document.kind === 'event' ? [document.event] : []));
  const news = told.filter(isEvent);
  if (news.length < told.length) telemetry.count('events-unreadable', { events: told.length - news.length });
  if (news.length > 0) {
    await events.publish(news);
    telemetry.count('events-relayed', { events: news.length });
  }
  const lag = lagOf(changed, clock.now());
  if (lag !== undefined) telemetry.gauge('relay-lag', { seconds: lag });
}

function isEvent(event: PrivacyEvent | undefined): boolean {
  if (typeof event?.id !== 'string' || typeof event.type !== 'string') return false;
  return typeof event.data === 'object' && event.data !== null;
}
