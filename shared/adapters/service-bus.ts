import { ServiceBusClient, type ServiceBusMessage, type ServiceBusSender } from '@azure/service-bus';
import type { PrivacyEvent } from '../domain/event.ts';
import type { EventPublisher, LicenceQueue, MailQueue } from '../ports.ts';
import { credentialOf } from './credential.ts';
import type { Settings } from './settings.ts';

export const topicName = 'privacy-events';
export const licenceQueueName = 'licence-events';
export const mailQueueName = 'mail-later';

/** A link that cannot be opened is given up soon: whoever called tries the whole again. */
const retryOptions = { maxRetries: 2, retryDelayInMs: 500, timeoutInMs: 10_000 };

export function createServiceBusClient(settings: Settings): ServiceBusClient {
  const { serviceBus } = settings;
  if ('connectionString' in serviceBus) {
    return new ServiceBusClient(serviceBus.connectionString, { retryOptions });
  }
  return new ServiceBusClient(serviceBus.endpoint, credentialOf(settings), { retryOptions });
}

/** The topic `privacy-events`; the broker drops an event it has by the message id. */
export function createEventPublisher(client: ServiceBusClient): EventPublisher {
  const sender = client.createSender(topicName);
  return { publish: (events) => sendAll(sender, events.map(messageOf)) };
}

function messageOf(event: PrivacyEvent): ServiceBusMessage {
  return {
    messageId: event.id,
    contentType: 'application/cloudevents+json',
    applicationProperties: {
      ...traceOf(event),
      type: event.type,
      time: event.time,
      // Whom of the processors it is for, or from.
      ...('processor' in event.data && { processor: event.data.processor }),
    },
    body: event,
  };
}

/** Whoever takes the message goes on with the trace of the event: under this name the Functions host looks for it too. */
function traceOf({ traceparent }: PrivacyEvent): { 'Diagnostic-Id'?: string } {
  return traceparent === undefined ? {} : { 'Diagnostic-Id': traceparent };
}

/** Sends in order, as many messages at once as the broker takes. */
async function sendAll(sender: ServiceBusSender, messages: readonly ServiceBusMessage[]): Promise<void> {
  let batch = await sender.createMessageBatch();
  for (const message of messages) {
    if (batch.tryAddMessage(message)) continue;
    await sender.sendMessages(batch);
    batch = await sender.createMessageBatch();
    if (!batch.tryAddMessage(message)) throw new RangeError('an event is larger than the broker takes');
  }
  if (batch.count > 0) await sender.sendMessages(batch);
}

/** The queue `licence-events`: what could not be taken in goes back to it, for later or for the dead letters. */
export function createLicenceQueue(client: ServiceBusClient): LicenceQueue {
  const sender = client.createSender(licenceQueueName);
  return {
    async again({ body, attempt, at }) {
      await sender.sendMessages({
        body,
        contentType: 'application/cloudevents+json',
        applicationProperties: { attempt },
        scheduledEnqueueTimeUtc: new Date(at.epochMilliseconds),
      });
    },
    async reject(rejection, proof) {
      await sender.sendMessages({
        body: rejection,
        contentType: 'application/json',
        applicationProperties: { rejection: proof },
      });
    },
  };
}

/** The queue `mail-later`: events whose mail could not be sent yet. */
export function createMailQueue(client: ServiceBusClient): MailQueue {
  const sender = client.createSender(mailQueueName);
  return {
    async again({ event, attempt, at }) {
      await sender.sendMessages({
        body: event,
        contentType: 'application/cloudevents+json',
        applicationProperties: { ...traceOf(event), attempt },
        scheduledEnqueueTimeUtc: new Date(at.epochMilliseconds),
      });
    },
  };
}
