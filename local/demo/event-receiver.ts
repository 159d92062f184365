import type { ServiceBusClient } from '@azure/service-bus';
import { topicName } from '../../shared/adapters/service-bus.ts';
import type { EventName, NoticeReference, PrivacyEvent } from '../../shared/domain/event.ts';
import { OBSERVER } from '../observer.ts';
import { eventually } from './check.ts';

interface Arrival {
  readonly event: PrivacyEvent;
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

export interface EventReceiver {
  readonly arrivals: readonly Arrival[];
  /** Resolves when at least `count` events of the name have arrived, with them. */
  received(name: EventName, count: number): Promise<readonly Arrival[]>;
  close(): Promise<void>;
}

/** Watches the topic, and notes when each event comes. */
export function receiveEvents(bus: ServiceBusClient): EventReceiver {
  const arrivals: Arrival[] = [];
  const receiver = bus.createReceiver(topicName, OBSERVER, { receiveMode: 'receiveAndDelete' });
  // A receiver that is closed while it opens would try again for a minute.
  const opening = new AbortController();
  receiver.subscribe(
    {
      async processMessage({ body }) {
        arrivals.push({ event: body, at: performance.now() });
      },
      // The SDK connects again by itself; an event that never comes ends the story where it is waited for.
      async processError() {},
    },
    { abortSignal: opening.signal },
  );
  return {
    arrivals,
    received: (name, count) =>
      eventually(`${count} × ${name} from the topic`, () => {
        const found = arrivals.filter(({ event }) => nameOf(event) === name);
        return found.length >= count ? found : undefined;
      }),
    close() {
      opening.abort();
      return receiver.close();
    },
  };
}

/**
 * Resolves with at least `count` events of processors that are about a notice of that kind: an erasure, say.
 */
export function eventsFor(
  { arrivals }: Pick<EventReceiver, 'arrivals'>,
  {
    name,
    notice,
    count,
  }: {
    readonly name: 'processor.notified' | 'processor.answered';
    readonly notice: NoticeReference['kind'];
    readonly count: number;
  },
): Promise<readonly PrivacyEvent[]> {
  return eventually(`${count} × ${name} for the ${notice}`, () => {
    const found = arrivals
      .map(({ event }) => event)
      .filter(
        (event) => nameOf(event) === name && 'notice' in event.data && event.data.notice.kind === notice,
      );
    return found.length >= count ? found : undefined;
  });
}

export function nameOf({ type }: PrivacyEvent): string {
  return type.replace(/^works\.contracting\.privacy\.|\.v1$/gu, '');
}
