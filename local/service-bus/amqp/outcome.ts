import rhea, { type Typed } from 'rhea';
import { type EncodedProperties, NO_PROPERTIES } from '../codec/application-properties.ts';
import { DEAD_LETTER_DESCRIPTION, DEAD_LETTER_REASON } from '../entity/dead-letter.ts';
import type { Verdict } from '../entity/verdict.ts';
import type { AmqpFault } from './fault.ts';

const { types } = rhea;

/** Delivery states (OASIS AMQP 1.0 part 3, §3.4) as the broker answers with them. */
const CODES = { accepted: 0x24, rejected: 0x25, modified: 0x27, error: 0x1d } as const;

export const ACCEPTED = deliveryState(CODES.accepted, []);

export function rejected({ condition, description }: AmqpFault): Typed {
  const error = deliveryState(CODES.error, [types.wrap_symbol(condition), types.wrap_string(description)]);
  return deliveryState(CODES.rejected, [error]);
}

/** The outcome that tells the receiver its verdict was carried out: its own, sent back. */
export function echo(verdict: Verdict): Typed {
  switch (verdict.kind) {
    case 'complete':
      return ACCEPTED;
    case 'abandon':
      return deliveryState(CODES.modified, [types.wrap_boolean(true), types.wrap_boolean(false)]);
    case 'defer':
      return deliveryState(CODES.modified, [types.wrap_boolean(false), types.wrap_boolean(true)]);
    case 'dead-letter':
      return deliveryState(CODES.rejected, []);
  }
}

/** The outcomes a receiver can state, by rhea's name of the event. */
export const VERDICTS: Readonly<Record<string, (state: Readonly<Record<string, unknown>>) => Verdict>> = {
  accepted: () => ({ kind: 'complete' }),
  released: () => ({ kind: 'abandon', properties: NO_PROPERTIES }),
  modified: (state) => ({
    kind: state.undeliverable_here === true ? 'defer' : 'abandon',
    properties: encodeProperties(state.message_annotations),
  }),
  rejected: (state) => ({ kind: 'dead-letter', properties: rejection(state.error) }),
};

/** Properties that a client states in plain values, encoded as rhea encodes such values. */
export function encodeProperties(properties: unknown): EncodedProperties {
  if (typeof properties !== 'object' || properties === null) return NO_PROPERTIES;
  return new Map(
    Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]): [string, Buffer] => {
        const writer = new RheaWriter();
        writer.write(types.wrap(value));
        return [name, Buffer.from(writer.toBuffer())];
      }),
  );
}

/** The SDK puts reason, description and the other properties into the error's info; some clients state only the error. */
function rejection(error: unknown): EncodedProperties {
  if (typeof error !== 'object' || error === null) return NO_PROPERTIES;
  const info = 'info' in error && typeof error.info === 'object' ? error.info : null;
  if (info !== null) return encodeProperties(withoutNulls(info));
  return encodeProperties({
    [DEAD_LETTER_REASON]: 'condition' in error ? error.condition : undefined,
    [DEAD_LETTER_DESCRIPTION]: 'description' in error ? error.description : undefined,
  });
}

function withoutNulls(properties: object): object {
  return Object.fromEntries(
    Object.entries(properties).filter(
      ([name, value]) => value !== null || (name !== DEAD_LETTER_REASON && name !== DEAD_LETTER_DESCRIPTION),
    ),
  );
}

interface Writer {
  write(value: Typed): void;
  toBuffer(): Buffer;
}
/** Exported by rhea, not by its typings. */
const { Writer: RheaWriter } = types as typeof types & { Writer: new () => Writer };

function deliveryState(code: number, fields: readonly Typed[]): Typed {
  const described: Typed = types.described_nc(types.wrap_ulong(code), types.wrap_list(fields));
  return described;
}
