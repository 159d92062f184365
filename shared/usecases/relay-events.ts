import type { SubjectDocument } from '../domain/document.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import type { World } from '../ports.ts';

/**
 * Hands the events among changed documents to the topic, in the order of the feed. At least once: when it
 * throws, the same batch comes again, and the broker knows the events by their ids.
 */
export async function relayEvents(
  { events, telemetry }: Pick<World, 'events' | 'telemetry'>,
  changed: readonly SubjectDocument[],
): Promise<void> {
  const news = changed.flatMap((document): PrivacyEvent[] =>
    document.kind === 'event' ? [document.event] : [],
  );
  if (news.length === 0) return;
  await events.publish(news);
  telemetry.count('events-relayed', { events: news.length });
}
