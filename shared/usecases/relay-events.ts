import type { SubjectDocument } from '../domain/document.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import { lagsOf } from '../domain/heartbeat.ts';
import { isObject } from '../domain/is-object.ts';
import type { World } from '../ports.ts';

/**
 * Hands the events among changed documents to the topic, in the order of the feed. At least once: when it
 * throws, the same batch comes again, and the broker knows the events by their ids. What calls itself an event and is
 * none, since somebody wrote into the database by hand, is counted and passed: it must not stop everybody's events.
 *
 * The heartbeats among them tell how far the feed is behind: once the topic has what came with them, so a relay that
 * stands still says nothing, and one that stands still for a part of the database says nothing of the heartbeats there.
 */
export async function relayEvents(
  { events, telemetry, clock }: Pick<World, 'events' | 'telemetry' | 'clock'>,
  changed: readonly SubjectDocument[],
): Promise<void> {
  const told = changed.flatMap((document) => (document.kind === 'event' ? [document.event] : []));
  const news = told.filter(isEvent);
  if (news.length > 0) {
    await events.publish(news);
    telemetry.count('events-relayed', { events: news.length });
  }
  // Not before: a batch that comes again would be counted again.
  if (news.length < told.length) telemetry.count('events-unreadable', { events: told.length - news.length });
  for (const lag of lagsOf(changed, clock.now())) telemetry.gauge('relay-lag', lag);
}

function isEvent(event: PrivacyEvent | undefined): boolean {
  return typeof event?.id === 'string' && typeof event.type === 'string' && isObject(event.data);
}
