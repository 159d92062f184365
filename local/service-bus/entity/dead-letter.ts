import { amqpString } from '../codec/amqp-encode.ts';
import type { EncodedProperties } from '../codec/application-properties.ts';

/** Where receivers look for the reason (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-dead-letter-queues). */
export const DEAD_LETTER_REASON = 'DeadLetterReason';
export const DEAD_LETTER_DESCRIPTION = 'DeadLetterErrorDescription';

export function expiredReason(): EncodedProperties {
  return reason('TTLExpiredException', 'The message expired and was dead lettered.');
}

export function tooManyDeliveries(attempts: number): EncodedProperties {
  return reason(
    'MaxDeliveryCountExceeded',
    `Message could not be consumed after ${attempts} delivery attempts.`,
  );
}

function reason(name: string, description: string): EncodedProperties {
  return new Map([
    [DEAD_LETTER_REASON, amqpString(name)],
    [DEAD_LETTER_DESCRIPTION, amqpString(description)],
  ]);
}
