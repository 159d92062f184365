/** An error as AMQP states it. The conditions are those that the SDKs know (@azure/core-amqp, errors.ts). */
export interface AmqpFault {
  readonly condition: keyof typeof STATUS_CODES;
  readonly description: string;
}

/** Each condition with the status code a management answer carries. */
const STATUS_CODES = {
  'amqp:decode-error': 400,
  'amqp:invalid-field': 400,
  'amqp:internal-error': 500,
  'amqp:link:message-size-exceeded': 400,
  'amqp:not-allowed': 405,
  'amqp:not-found': 404,
  'amqp:not-implemented': 501,
  'com.microsoft:argument-error': 400,
  'com.microsoft:message-lock-lost': 410,
  'com.microsoft:message-not-found': 404,
} as const;

export function statusCode(fault: AmqpFault): number {
  return STATUS_CODES[fault.condition];
}

export function notImplemented(part: string): AmqpFault {
  return {
    condition: 'amqp:not-implemented',
    description: `${part} is not supported by the embedded Service Bus broker.`,
  };
}

export function notFound(address: string): AmqpFault {
  return {
    condition: 'amqp:not-found',
    description: `The messaging entity '${address}' could not be found.`,
  };
}

export function notAllowed(description: string): AmqpFault {
  return { condition: 'amqp:not-allowed', description };
}

export const LOCK_LOST: AmqpFault = {
  condition: 'com.microsoft:message-lock-lost',
  description:
    'The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.',
};

export const DEAD_END: AmqpFault = notAllowed(
  'A message in a dead-letter queue cannot be dead-lettered again.',
);
