import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceBusClient, ServiceBusReceivedMessage } from '@azure/service-bus';
import { OBSERVER } from '../local/observer.ts';
import { topicName } from '../shared/adapters/service-bus.ts';
import { type EventName, isEvent, type PrivacyEvent } from '../shared/domain/event.ts';

/** Messages that the broker may have on their way to us. */
const ahead = 200;
/** How long nothing at all may come while something is waited for. */
const patience = 60_000;

/** A subscriber of the topic that gets every event and notes when. */
export interface Subscriber extends AsyncDisposable {
  /** When the events of a name came, by what each tells of, on the clock of `performance.now()`. */
  arrivals(name: EventName): ReadonlyMap<string, number>;
  /** How many came that had come before. */
  repetitions(): number;
  /** Resolves when so many events of that name have come. */
  reached(name: EventName, events: number): Promise<void>;
}

export function subscribe(bus: ServiceBusClient): Subscriber {
  const arrivals = new Map<PrivacyEvent['type'], Map<string, number>>();
  const known = new Set<string>();
  let repetitions = 0;
  let latest = performance.now();
  let fault: Error | undefined;
  const receiver = bus.createReceiver(topicName, OBSERVER, { receiveMode: 'receiveAndDelete' });
  receiver.subscribe(
    {
      async processMessage(message) {
        const event = eventIn(message);
        latest = performance.now();
        if (known.has(event.id)) repetitions += 1;
        else {
          known.add(event.id);
          arrivalsOf(event.type).set(toldOfIn(event), latest);
        }
      },
      async processError({ error }) {
        fault = error;
      },
    },
    { maxConcurrentCalls: ahead },
  );
  return {
    arrivals: (name) => arrivalsOf(typeOf(name)),
    repetitions: () => repetitions,
    async reached(name, events) {
      const came = arrivalsOf(typeOf(name));
      latest = performance.now();
      while (came.size < events) {
        if (fault !== undefined) throw fault;
        if (performance.now() > latest + patience) throw late(events, came.size);
        await pause(5);
      }
    },
    [Symbol.asyncDispose]: () => receiver.close(),
  };

  function arrivalsOf(type: PrivacyEvent['type']): Map<string, number> {
    const sofar = arrivals.get(type) ?? new Map<string, number>();
    arrivals.set(type, sofar);
    return sofar;
  }
}

/** Takes so many events of registrations from the topic; returns the registrations that they tell of. */
export async function takeEvents(bus: ServiceBusClient, count: number): Promise<string[]> {
  const receiver = bus.createReceiver(topicName, OBSERVER, { receiveMode: 'receiveAndDelete' });
  const taken: string[] = [];
  const deadline = performance.now() + patience;
  while (taken.length < count) {
    if (performance.now() > deadline) throw late(count, taken.length);
    const most = Math.min(count - taken.length, 500);
    const messages = await receiver.receiveMessages(most, { maxWaitTimeInMs: 1_000 });
    taken.push(...messages.map(eventIn).map(registrationOf));
  }
  await receiver.close();
  return taken;
}

function eventIn({ body }: ServiceBusReceivedMessage): PrivacyEvent {
  return body;
}

function registrationOf(event: PrivacyEvent): string {
  if (!isEvent(event, 'registration.received')) throw new Error(`an event that nobody caused: ${event.type}`);
  return event.data.registrationId;
}

/** The registration or the erasure that an event tells of; of other events, and of answers, the event itself. */
function toldOfIn({ id, data }: PrivacyEvent): string {
  if ('registrationId' in data) return data.registrationId;
  return 'erasureId' in data ? data.erasureId : id;
}

function typeOf(name: EventName): PrivacyEvent['type'] {
  return `works.contracting.privacy.${name}.v1`;
}

function late(expected: number, came: number): Error {
  return new Error(`only ${came} of ${expected} events came; for ${patience / 1000} s none did`);
}
