import * as z from 'zod';

/**
 * The bodies of $management requests
 * (https://learn.microsoft.com/azure/service-bus-messaging/service-bus-amqp-request-response). rhea gives
 * numbers beyond 2^53 and UUIDs as buffers.
 */

const sequenceNumber = z.union([
  z.int(),
  z
    .instanceof(Buffer)
    .refine((bytes) => bytes.length === 8)
    .transform((bytes) => Number(bytes.readBigInt64BE())),
]);
const lockToken = z
  .instanceof(Buffer)
  .refine((bytes) => bytes.length === 16, 'a lock token is a UUID')
  .transform((bytes) => bytes.toString('hex'));
const distinct = <T>(items: T[]): T[] => [...new Set(items)];

export const bodies = {
  renewLock: z.object({ 'lock-tokens': z.array(lockToken).min(1).transform(distinct) }),
  scheduleMessage: z.object({ messages: z.array(z.object({ message: z.instanceof(Buffer) })).min(1) }),
  cancelScheduled: z.object({ 'sequence-numbers': z.array(sequenceNumber).transform(distinct) }),
  peekMessage: z.object({
    'from-sequence-number': sequenceNumber,
    'message-count': z.int().min(1),
    'session-id': z.undefined().optional(),
    'omit-message-body': z.literal(false).optional(),
  }),
  receiveBySequence: z.object({
    'sequence-numbers': z.array(sequenceNumber).transform(distinct),
    /** 0: receive and delete; 1: peek-lock. */
    'receiver-settle-mode': z.union([z.literal(0), z.literal(1)]),
    'session-id': z.undefined().optional(),
  }),
  updateDisposition: z.object({
    'disposition-status': z.enum(['completed', 'abandoned', 'defered', 'suspended']),
    'lock-tokens': z.array(lockToken).min(1).transform(distinct),
    'deadletter-reason': z.string().nullish(),
    'deadletter-description': z.string().nullish(),
    'properties-to-modify': z.record(z.string(), z.unknown()).nullish(),
  }),
} as const;

export type UpdateDisposition = z.output<typeof bodies.updateDisposition>;
