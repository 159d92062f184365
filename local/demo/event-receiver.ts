import type { ServiceBusClient } from '@azure/service-bus';
import { topicName } from '../../shared/adapters/service-bus.ts';
import { type EventName, isEvent, type PrivacyEvent } from '../../shared/domain/event.ts';
import { OBSERVER } from '../observer.ts';
import { eventually } from './check.ts';

interface Arrival<Name extends EventName = EventName> {
  readonly event: PrivacyEvent<Name>;
  /** On the clock of `performance.now()`. */
  readonly at: number;
}

export interface EventReceiver {
  readonly arrivals: readonly Arrival[];
  /** Resolves when at least `count` events of the name, or those of them that are wanted, have arrived, with them. */
  received<Name extends EventName>(
    name: Name,
    count: number,
    isWanted?: (event: PrivacyEvent<Name>) => boolean,
  ): Promise<readonly Arrival<Name>[]>;
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
    received: (name, count, isWanted = () => true) =>
      eventually(`${count} × ${name} from the topic`, () => {
        const found = arrivals.flatMap(({ event, at }) =>
          isEvent(event, name) && isWanted(event) ? [{ event, at }] : [],
        );
        return found.length >= count ? found : undefined;
      }),
    close() {
      opening.abort();
      return receiver.close();
    },
  };
}

export function nameOf({ type }: PrivacyEvent): string {
  return type.replace(/^works\.contracting\.privacy\.|\.v1$/gu, '');
}
