import * as fc from 'fast-check';
import rhea from 'rhea';
import { describe, expect, it } from 'vitest';
import { amqpString } from '../../../local/service-bus/codec/amqp-encode.ts';
import { MalformedAmqp, scalarAt } from '../../../local/service-bus/codec/amqp-value.ts';
import { withApplicationProperties } from '../../../local/service-bus/codec/application-properties.ts';
import { parseArrival, parseBatch } from '../../../local/service-bus/codec/arrival.ts';
import { encodeDelivery } from '../../../local/service-bus/codec/delivery.ts';
import { factsOf } from '../../../local/service-bus/codec/facts.ts';

/** rhea's own encoding is the reference: what it writes the broker reads, and what the broker writes it reads. */
const value = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: true }),
  fc.boolean(),
  fc.constant(null),
);
const properties = fc.dictionary(fc.string({ minLength: 1, maxLength: 300 }), value, {
  noNullPrototype: true,
});
const message = fc.record({
  message_id: fc.option(fc.string({ maxLength: 300 }), { nil: undefined }),
  subject: fc.option(fc.string(), { nil: undefined }),
  application_properties: properties,
  message_annotations: fc.dictionary(fc.stringMatching(/^[a-z-]{1,20}$/), fc.string(), {
    noNullPrototype: true,
  }),
  ttl: fc.option(fc.nat({ max: 0xffff_ffff }), { nil: undefined }),
  body: fc.oneof(
    fc.uint8Array({ maxLength: 2_000 }).map((bytes) => rhea.message.data_section(Buffer.from(bytes))),
    fc.string(),
    fc.array(fc.string()),
  ),
});

const delivered = {
  sequence: 7,
  enqueuedSequence: 3,
  enqueuedAt: Date.parse('2026-11-22T10:00:00Z'),
  timeToLive: Infinity,
  deliveryCount: 2,
  deadLetterSource: undefined,
  state: 'active',
  lockedUntil: undefined,
} as const;

/** The client library decodes properties by assignment to a plain object, which loses this one name. */
const propertyName = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__');

describe('a message through the broker', () => {
  it('keeps every byte from its properties on, when it has an id', () => {
    fc.assert(
      fc.property(message, fc.string(), (sent, id) => {
        const { content, messageId } = parseArrival(rhea.message.encode({ ...sent, message_id: id }));
        const bare = rhea.message.encode({ ...sent, message_id: id, message_annotations: undefined });
        expect(messageId).toBe(id);
        // rhea writes an (empty) header before the properties.
        expect(bare.includes(content.bare)).toBe(true);
        expect(encodeDelivery({ content, ...delivered }).includes(content.bare)).toBe(true);
      }),
    );
  });

  it('reads as it was sent, with the broker’s own annotations added', () => {
    fc.assert(
      fc.property(message, (sent) => {
        const { content, messageId } = parseArrival(rhea.message.encode(sent));
        const received = rhea.message.decode(encodeDelivery({ content, ...delivered }));
        const reference = rhea.message.decode(rhea.message.encode(sent));
        expect(received.message_id).toBe(messageId);
        expect(received.subject).toEqual(reference.subject);
        expect(received.body).toEqual(reference.body);
        expect(received.application_properties).toEqual(reference.application_properties);
        expect(received.message_annotations).toEqual({
          ...reference.message_annotations,
          'x-opt-sequence-number': 7,
          'x-opt-enqueue-sequence-number': 3,
          'x-opt-enqueued-time': new Date('2026-11-22T10:00:00Z'),
          'x-opt-message-state': 0,
        });
        expect(received.delivery_count).toBe(2);
      }),
    );
  });

  it('shows its properties to filters as rhea does, the case of names ignored', () => {
    fc.assert(
      fc.property(message, (sent) => {
        const { user } = factsOf(parseArrival(rhea.message.encode(sent)).content.bare);
        const names = Object.entries(sent.application_properties);
        expect(user).toEqual(new Map(names.map(([name, held]) => [name.toLowerCase(), held])));
      }),
    );
  });

  it('takes properties that a receiver sets on it, and keeps the rest', () => {
    fc.assert(
      fc.property(
        message,
        fc.dictionary(propertyName, fc.string(), { noNullPrototype: true }),
        (sent, changes) => {
          const { content } = parseArrival(rhea.message.encode(sent));
          const encoded = new Map(Object.entries(changes).map(([name, text]) => [name, amqpString(text)]));
          const changed = rhea.message.decode(withApplicationProperties(content.bare, encoded));
          const before = rhea.message.decode(content.bare);
          expect({ ...changed.application_properties }).toEqual({
            ...before.application_properties,
            ...changes,
          });
          expect(changed.body).toEqual(before.body);
          expect(changed.message_id).toEqual(before.message_id);
        },
      ),
    );
  });

  it('comes out of a batch as it went in', () => {
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 5 }), (sent) => {
        const encoded = sent.map((each) => rhea.message.encode({ ...each, message_id: 'id' }));
        const batch = rhea.message.encode({ body: rhea.message.data_sections(encoded) });
        expect(parseBatch(batch)).toEqual(encoded.map((each) => parseArrival(each)));
      }),
    );
  });
});

describe('bytes that are no message', () => {
  it('are found malformed when they end too early', () => {
    fc.assert(
      fc.property(message, fc.double({ min: 0, max: 0.999, noNaN: true }), (sent, share) => {
        const whole = rhea.message.encode(sent);
        const cut = whole.subarray(0, Math.floor(whole.length * share));
        expect(['read', 'malformed']).toContain(outcomeOf(() => parseArrival(cut)));
      }),
    );
  });

  it('are read or found malformed, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        expect(['read', 'malformed']).toContain(outcomeOf(() => scalarAt(buffer, 0)));
        expect(['read', 'malformed']).toContain(outcomeOf(() => parseArrival(buffer)));
      }),
      { numRuns: 1_000 },
    );
  });
});

function outcomeOf(read: () => unknown): unknown {
  try {
    read();
    return 'read';
  } catch (error) {
    return error instanceof MalformedAmqp ? 'malformed' : error;
  }
}
