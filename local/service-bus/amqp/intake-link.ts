import { type Delivery, type EventContext } from 'rhea';
import { MalformedAmqp } from '../codec/amqp-value.ts';
import { parseArrival, parseBatch } from '../codec/arrival.ts';
import type { Intake } from '../entity/intake.ts';
import type { Arrival } from '../entity/message.ts';
import { type AmqpFault, notImplemented } from './fault.ts';
import { ACCEPTED, rejected } from './outcome.ts';
import { encodedForm, type IncomingLink, settle } from './rhea-internals.ts';

/** What the standard tier takes in one transfer, and the emulator too. */
export const MAX_MESSAGE_SIZE = 256 * 1024;

const SINGLE = 0;
const BATCH = 0x8001_3700;

/** A sender's link: each transfer is answered once what it brought is committed. */
export function openIntakeLink(link: IncomingLink, intake: Intake): void {
  link.on('message', ({ message, delivery }: EventContext) => {
    const bytes = message && encodedForm(message);
    if (delivery === undefined || bytes === undefined) return;
    const arrivals = read(bytes, delivery.format);
    if ('condition' in arrivals) return reject(delivery, arrivals);
    intake.accept(arrivals, () => {
      if (!link.is_closed()) settle(delivery, ACCEPTED, false);
    });
  });
}

function read(bytes: Buffer, format: number): readonly Arrival[] | AmqpFault {
  if (bytes.length > MAX_MESSAGE_SIZE) {
    return {
      condition: 'amqp:link:message-size-exceeded',
      description: `The received message (size: ${bytes.length} bytes) exceeds the limit (${MAX_MESSAGE_SIZE} bytes) currently allowed on the link.`,
    };
  }
  try {
    if (format === SINGLE) return [parseArrival(bytes)];
    if (format === BATCH) return parseBatch(bytes);
    return notImplemented(`The message format 0x${format.toString(16)}`);
  } catch (error) {
    if (!(error instanceof MalformedAmqp)) throw error;
    return { condition: 'amqp:decode-error', description: `The message cannot be read: ${error.message}.` };
  }
}

function reject(delivery: Delivery, fault: AmqpFault): void {
  settle(delivery, rejected(fault), true);
}
