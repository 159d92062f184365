import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceBusClient, ServiceBusReceivedMessage } from '@azure/service-bus';
import { topicName } from '../shared/adapters/service-bus.ts';
import type { PrivacyEvent } from '../shared/domain/event.ts';

/** The subscription that gets every event. */
const subscription = 'mail';
/** Messages that the broker may have on their way to us. */
const ahead = 200;
const patience = 60_000;

/** A subscriber that notes when each registration's event comes. */
export interface Subscriber extends AsyncDisposable {
  /** By registration id, on the clock of `performance.now()`. */
  readonly arrivals: ReadonlyMap<string, number>;
  /** How many came that had come before. */
  readonly repetitions: () => number;
  /** Resolves when so many registrations have been told of. */
  reached(registrations: number): Promise<void>;
}

export function subscribe(bus: ServiceBusClient): Subscriber {
  const arrivals = new Map<string, number>();
  let repetitions = 0;
  let fault: Error | undefined;
  const receiver = bus.createReceiver(topicName, subscription, { receiveMode: 'receiveAndDelete' });
  receiver.subscribe(
    {
      async processMessage(message) {
        const id = registrationOf(message);
        if (arrivals.has(id)) repetitions += 1;
        else arrivals.set(id, performance.now());
      },
      async processError({ error }) {
        fault = error;
      },
    },
    { maxConcurrentCalls: ahead },
  );
  return {
    arrivals,
    repetitions: () => repetitions,
    async reached(registrations) {
      const deadline = performance.now() + patience;
      while (arrivals.size < registrations) {
        if (fault !== undefined) throw fault;
        if (performance.now() > deadline) throw late(registrations, arrivals.size);
        await pause(5);
      }
    },
    [Symbol.asyncDispose]: () => receiver.close(),
  };
}

/** Takes so many events from the subscription; returns the registrations that they tell of. */
export async function takeEvents(bus: ServiceBusClient, count: number): Promise<string[]> {
  const receiver = bus.createReceiver(topicName, subscription, { receiveMode: 'receiveAndDelete' });
  const taken: string[] = [];
  const deadline = performance.now() + patience;
  while (taken.length < count) {
    if (performance.now() > deadline) throw late(count, taken.length);
    const most = Math.min(count - taken.length, 500);
    const messages = await receiver.receiveMessages(most, { maxWaitTimeInMs: 1_000 });
    taken.push(...messages.map(registrationOf));
  }
  await receiver.close();
  return taken;
}

function registrationOf({ body }: ServiceBusReceivedMessage): string {
  const { type, data }: PrivacyEvent = body;
  if (!('registrationId' in data)) throw new Error(`an event that nobody caused: ${type}`);
  return data.registrationId;
}

function late(expected: number, came: number): Error {
  return new Error(`only ${came} of ${expected} events came within ${patience / 1000} s`);
}
