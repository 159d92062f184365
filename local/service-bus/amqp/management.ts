import rhea from 'rhea';
import type * as z from 'zod';
import { MalformedAmqp } from '../codec/amqp-value.ts';
import { parseArrival } from '../codec/arrival.ts';
import { encodeDelivery } from '../codec/delivery.ts';
import { DEAD_LETTER_DESCRIPTION, DEAD_LETTER_REASON } from '../entity/dead-letter.ts';
import type { Intake } from '../entity/intake.ts';
import { lockedUntil } from '../entity/lock-book.ts';
import type { Queue } from '../entity/queue.ts';
import type { Settled, Verdict } from '../entity/verdict.ts';
import type { Entity } from '../namespace.ts';
import type { Journal } from '../store/journal.ts';
import { type AmqpFault, DEAD_END, LOCK_LOST, notImplemented } from './fault.ts';
import { MAX_MESSAGE_SIZE } from './intake-link.ts';
import { lockUuid } from './lock-token.ts';
import { bodies, type UpdateDisposition } from './management-body.ts';
import { encodeProperties } from './outcome.ts';
import { peek, view } from './peek.ts';
import type { Answer, RequestHandler } from './request-link.ts';

const { types } = rhea;
const LONG = 0x81;
const TIMESTAMP = 0x83;

/** The least time between two answers to renewals of one lock, milliseconds. */
const RENEWAL_PACE = 1_000;

interface Call {
  readonly intake: Intake | undefined;
  readonly queue: Queue | undefined;
  readonly journal: Journal;
  readonly body: unknown;
  readonly answer: (answer: Answer) => void;
}

/** What can be asked of an entity's $management. */
const OPERATIONS: Readonly<Record<string, (call: Call) => void>> = {
  'com.microsoft:schedule-message': schedule,
  'com.microsoft:cancel-scheduled-message': cancel,
  'com.microsoft:renew-lock': renew,
  'com.microsoft:peek-message': peekMessages,
  'com.microsoft:receive-by-sequence-number': receiveDeferred,
  'com.microsoft:update-disposition': updateDisposition,
};

export function managementHandler(entity: Entity, journal: Journal): RequestHandler {
  const intake = 'intake' in entity ? entity.intake : undefined;
  const queue = 'queue' in entity ? entity.queue : undefined;
  return ({ operation, body }, answer) => {
    const run = OPERATIONS[operation];
    if (run === undefined) return refuse(answer, notImplemented(`The management operation ${operation}`));
    try {
      run({ intake, queue, journal, body, answer });
    } catch (error) {
      if (error instanceof Refusal) return refuse(answer, error.fault);
      throw error;
    }
  };
}

function schedule({ intake, body, answer }: Call): void {
  const { messages } = read(bodies.scheduleMessage, body);
  const arrivals = messages.map(({ message }) => arrivalOf(message));
  here(intake, 'Scheduling').plan(arrivals, (sequences) =>
    answer({
      kind: 'done',
      status: 200,
      body: { 'sequence-numbers': types.wrap_array(sequences, LONG, undefined) },
    }),
  );
}

function cancel({ intake, journal, body, answer }: Call): void {
  const sequences = read(bodies.cancelScheduled, body)['sequence-numbers'];
  if (!here(intake, 'Scheduling').schedule.cancel(sequences)) throw new Refusal(notThere('scheduled'));
  journal.afterCommit(() => answer({ kind: 'done', status: 200 }));
}

/**
 * A client whose clock is ahead takes every new expiry for past and renews again at once (autoLockRenewer.js of
 * the SDK). So the second of two renewals within a second is carried out, but answered when the second is over.
 */
function renew({ queue, body, answer }: Call): void {
  const renewals = read(bodies.renewLock, body)['lock-tokens'].map((token) =>
    here(queue, 'Locking').renew(token),
  );
  const held = renewals.filter((renewal) => renewal !== undefined);
  if (held.length < renewals.length) throw new Refusal(LOCK_LOST);
  const expirations = held.map(({ lock }) => lockedUntil(lock));
  const lastRenewal = Math.max(...held.map(({ before }) => before.renewedAt ?? -Infinity));
  const wait = lastRenewal + RENEWAL_PACE - performance.now();
  const done = () =>
    answer({
      kind: 'done',
      status: 200,
      body: { expirations: types.wrap_array(expirations, TIMESTAMP, undefined) },
    });
  if (wait > 0) setTimeout(done, wait).unref();
  else done();
}

function peekMessages({ queue, intake, body, answer }: Call): void {
  const wanted = read(bodies.peekMessage, body);
  const messages: { message: Buffer }[] = [];
  let size = 0;
  for (const message of peek(here(queue, 'Peeking'), intake, wanted['from-sequence-number'])) {
    const encoded = encodeDelivery(message);
    size += encoded.length;
    // Fewer than asked for is a page: the client goes on from the last one's number.
    if (messages.length > 0 && size > MAX_MESSAGE_SIZE) break;
    messages.push({ message: encoded });
    if (messages.length >= wanted['message-count']) break;
  }
  if (messages.length === 0) answer({ kind: 'done', status: 204 });
  else answer({ kind: 'done', status: 200, body: { messages } });
}

function receiveDeferred({ queue, journal, body, answer }: Call): void {
  const wanted = read(bodies.receiveBySequence, body);
  const peekLock = wanted['receiver-settle-mode'] === 1;
  const found = here(queue, 'Receiving').receiveDeferred(wanted['sequence-numbers'], peekLock);
  if (found === undefined) throw new Refusal(notThere('deferred'));
  const messages = found.map(({ message, lock }) => ({
    message: encodeDelivery({ ...view(message), lockedUntil: lock && lockedUntil(lock) }),
    ...(lock && { 'lock-token': types.wrap_uuid(lockUuid(lock)) }),
  }));
  journal.afterCommit(() => answer({ kind: 'done', status: 200, body: { messages } }));
}

function updateDisposition({ queue, body, answer }: Call): void {
  const request = read(bodies.updateDisposition, body);
  const verdict = verdictOf(request);
  const outcomes: Settled[] = [];
  for (const token of request['lock-tokens']) {
    here(queue, 'Settling').settle(token, verdict, (outcome) => {
      outcomes.push(outcome);
      if (outcomes.length < request['lock-tokens'].length) return;
      if (outcomes.includes('dead-end')) refuse(answer, DEAD_END);
      else if (outcomes.includes('lock-lost')) refuse(answer, LOCK_LOST);
      else answer({ kind: 'done', status: 200 });
    });
  }
}

function verdictOf(request: UpdateDisposition): Verdict {
  const properties = request['properties-to-modify'] ?? {};
  switch (request['disposition-status']) {
    case 'completed':
      return { kind: 'complete' };
    case 'abandoned':
      return { kind: 'abandon', properties: encodeProperties(properties) };
    case 'defered':
      return { kind: 'defer', properties: encodeProperties(properties) };
    case 'suspended':
      return {
        kind: 'dead-letter',
        properties: encodeProperties({
          ...properties,
          [DEAD_LETTER_REASON]: request['deadletter-reason'] ?? undefined,
          [DEAD_LETTER_DESCRIPTION]: request['deadletter-description'] ?? undefined,
        }),
      };
  }
}

/** What a request cannot have, on the way to its answer. */
class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly fault: AmqpFault;

  constructor(fault: AmqpFault) {
    super(fault.description);
    this.fault = fault;
  }
}

function refuse(answer: Call['answer'], fault: AmqpFault): void {
  answer({ kind: 'fault', fault });
}

/** Topics have no messages to look at; subscriptions and dead-letter queues take none in. */
function here<T>(end: T | undefined, what: string): T {
  if (end === undefined) throw new Refusal(notImplemented(`${what} at this kind of entity`));
  return end;
}

function read<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  throw new Refusal({ condition: 'com.microsoft:argument-error', description: faults });
}

function arrivalOf(bytes: Buffer) {
  try {
    return parseArrival(bytes);
  } catch (error) {
    if (!(error instanceof MalformedAmqp)) throw error;
    throw new Refusal({ condition: 'com.microsoft:argument-error', description: error.message });
  }
}

function notThere(state: 'scheduled' | 'deferred'): AmqpFault {
  return {
    condition: 'com.microsoft:message-not-found',
    description: `One of the sequence numbers is not that of a ${state} message.`,
  };
}
