import { isUtf8 } from 'node:buffer';
import type { ServiceBusReceivedMessage } from '@azure/service-bus';
import type { TypedData } from '../rpc.ts';

/**
 * A message as Azure's host hands it to a Node.js worker: text where it is text, else bytes. The library
 * then parses text that is JSON, whatever the content type says.
 */
export function messageBody({ body }: ServiceBusReceivedMessage): TypedData {
  if (Buffer.isBuffer(body)) return isUtf8(body) ? { string: body.toString() } : { bytes: body };
  if (typeof body === 'string') return { string: body };
  if (body === undefined || body === null) return { string: '' };
  return { json: JSON.stringify(body) };
}

/** Several at once: all text, else all bytes. */
export function messageBodies(messages: readonly ServiceBusReceivedMessage[]): TypedData {
  const bodies = messages.map(messageBody);
  if (bodies.every(({ bytes }) => bytes === undefined)) {
    return { collectionString: { string: bodies.map(({ string, json }) => string ?? json ?? '') } };
  }
  return {
    collectionBytes: {
      bytes: bodies.map(({ bytes, string, json }) => bytes ?? Buffer.from(string ?? json ?? '')),
    },
  };
}

/**
 * The metadata by the names of
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-service-bus-trigger#message-metadata
 * (the library puts the first letter in lower case). What a message does not have is left out.
 */
export function messageMetadata(message: ServiceBusReceivedMessage): Record<string, TypedData> {
  return typed(metadataOf(message));
}

/** For several messages each name gains `Array`. */
export function messagesMetadata(messages: readonly ServiceBusReceivedMessage[]): Record<string, TypedData> {
  const all = messages.map(metadataOf);
  const names = new Set(all.flatMap((metadata) => Object.keys(metadata)));
  return typed(
    Object.fromEntries([...names].map((name) => [`${name}Array`, all.map((one) => one[name] ?? null)])),
  );
}

function metadataOf(message: ServiceBusReceivedMessage): Record<string, unknown> {
  return {
    MessageId: message.messageId,
    SequenceNumber: message.sequenceNumber?.toNumber(),
    EnqueuedSequenceNumber: message.enqueuedSequenceNumber,
    DeliveryCount: (message.deliveryCount ?? 0) + 1,
    LockToken: message.lockToken,
    EnqueuedTimeUtc: message.enqueuedTimeUtc,
    ExpiresAtUtc: message.expiresAtUtc,
    ScheduledEnqueueTimeUtc: message.scheduledEnqueueTimeUtc,
    ContentType: message.contentType,
    CorrelationId: message.correlationId,
    Label: message.subject,
    Subject: message.subject,
    To: message.to,
    ReplyTo: message.replyTo,
    SessionId: message.sessionId,
    PartitionKey: message.partitionKey,
    DeadLetterSource: message.deadLetterSource,
    DeadLetterReason: message.deadLetterReason,
    DeadLetterErrorDescription: message.deadLetterErrorDescription,
    ApplicationProperties: message.applicationProperties ?? {},
    UserProperties: message.applicationProperties ?? {},
  };
}

function typed(metadata: Readonly<Record<string, unknown>>): Record<string, TypedData> {
  const all: Record<string, TypedData> = {};
  for (const [name, value] of Object.entries(metadata)) {
    if (value === undefined || value === null) continue;
    all[name] = typeof value === 'string' ? { string: value } : { json: JSON.stringify(value) };
  }
  return all;
}
