import type { Content } from '../entity/message.ts';
import {
  AMQP_NULL,
  amqpInt,
  amqpList,
  amqpLong,
  amqpMap,
  amqpString,
  amqpSymbol,
  amqpTimestamp,
  amqpUint,
  described,
} from './amqp-encode.ts';
import { SECTION } from './sections.ts';

/** The numbers of x-opt-message-state. */
const MESSAGE_STATES = { active: 0, deferred: 1, scheduled: 2 } as const;
type MessageState = keyof typeof MESSAGE_STATES;

/** What the broker tells a receiver about a message. Instants in epoch milliseconds. */
export interface Outgoing {
  readonly content: Content;
  readonly sequence: number;
  readonly enqueuedSequence: number;
  readonly enqueuedAt: number;
  readonly timeToLive: number;
  readonly deliveryCount: number;
  readonly deadLetterSource: string | undefined;
  readonly state: MessageState;
  readonly lockedUntil: number | undefined;
}

const KEYS = {
  sequence: amqpSymbol('x-opt-sequence-number'),
  enqueuedSequence: amqpSymbol('x-opt-enqueue-sequence-number'),
  enqueuedAt: amqpSymbol('x-opt-enqueued-time'),
  state: amqpSymbol('x-opt-message-state'),
  lockedUntil: amqpSymbol('x-opt-locked-until'),
  deadLetterSource: amqpSymbol('x-opt-deadletter-source'),
} as const;
const MAX_UINT = 0xffff_ffff;

/** The message as it goes to a receiver: the broker's header and annotations before the sender's own bytes. */
export function encodeDelivery(message: Outgoing): Buffer {
  const { annotations, bare } = message.content;
  const pairs = [
    KEYS.sequence,
    amqpLong(message.sequence),
    KEYS.enqueuedSequence,
    amqpLong(message.enqueuedSequence),
    KEYS.enqueuedAt,
    amqpTimestamp(message.enqueuedAt),
    KEYS.state,
    amqpInt(MESSAGE_STATES[message.state]),
  ];
  if (message.lockedUntil !== undefined) pairs.push(KEYS.lockedUntil, amqpTimestamp(message.lockedUntil));
  if (message.deadLetterSource !== undefined) {
    pairs.push(KEYS.deadLetterSource, amqpString(message.deadLetterSource));
  }
  const count = pairs.length + (annotations?.count ?? 0);
  if (annotations !== undefined) pairs.push(annotations.bytes);
  return Buffer.concat([header(message), described(SECTION.messageAnnotations, amqpMap(count, pairs)), bare]);
}

function header({ timeToLive, deliveryCount }: Outgoing): Buffer {
  const ttl = timeToLive === Infinity ? AMQP_NULL : amqpUint(Math.min(timeToLive, MAX_UINT));
  return described(SECTION.header, amqpList([AMQP_NULL, AMQP_NULL, ttl, AMQP_NULL, amqpUint(deliveryCount)]));
}
