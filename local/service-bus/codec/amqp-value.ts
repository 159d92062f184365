/**
 * Reading AMQP 1.0 values in place (OASIS AMQP 1.0 part 1, §1.2 and §1.6). The broker passes a sender's bytes on
 * as they came: decoding and encoding again would turn a long into an int, and a symbol into a string.
 */

/** Bytes that are no AMQP value, or end too early. */
export class MalformedAmqp extends Error {
  override readonly name = 'MalformedAmqp';
}

/** What a filter can look at; `undefined` stands for a type that has no comparison (decimal, list, map, array). */
export type AmqpScalar = string | number | bigint | boolean | Date | Buffer | null | undefined;

const DESCRIBED = 0x00;
const FIXED_WIDTHS: Readonly<Record<number, number>> = { 0x4: 0, 0x5: 1, 0x6: 2, 0x7: 4, 0x8: 8, 0x9: 16 };
const SIZE_WIDTHS: Readonly<Record<number, 1 | 4>> = { 0xa: 1, 0xb: 4, 0xc: 1, 0xd: 4, 0xe: 1, 0xf: 4 };

/** The offset after the value that starts at `start`. */
export function endOfValue(bytes: Buffer, start: number): number {
  const code = byteAt(bytes, start);
  if (code === DESCRIBED) return endOfValue(bytes, endOfValue(bytes, start + 1));
  const end = start + 1 + widthOf(bytes, start, code);
  if (end > bytes.length) throw new MalformedAmqp('a value ends after the message');
  return end;
}

/** The elements of a list or a map, as offsets; a map has key and value in turn. */
export function elementsOf(bytes: Buffer, start: number): readonly { start: number; end: number }[] {
  const code = byteAt(bytes, start);
  if (code === 0x45) return [];
  const width = SIZE_WIDTHS[code >>> 4];
  if (width === undefined || (code >>> 4 !== 0xc && code >>> 4 !== 0xd)) {
    throw new MalformedAmqp('expected a list or a map');
  }
  const count = unsigned(bytes, start + 1 + width, width);
  const elements: { start: number; end: number }[] = [];
  let offset = start + 1 + width * 2;
  for (let index = 0; index < count; index++) {
    const end = endOfValue(bytes, offset);
    elements.push({ start: offset, end });
    offset = end;
  }
  return elements;
}

/** The value at `start`; integers beyond 2^53 become bigints. */
export function scalarAt(bytes: Buffer, start: number): AmqpScalar {
  const code = byteAt(bytes, start);
  endOfValue(bytes, start);
  return SCALARS[code]?.(bytes, start + 1);
}

export function textAt(bytes: Buffer, start: number): string | undefined {
  const value = scalarAt(bytes, start);
  return typeof value === 'string' ? value : undefined;
}

const SCALARS: Readonly<Record<number, (bytes: Buffer, at: number) => AmqpScalar>> = {
  0x40: () => null,
  0x41: () => true,
  0x42: () => false,
  0x56: (bytes, at) => bytes[at] === 1,
  0x43: () => 0,
  0x44: () => 0,
  0x50: (bytes, at) => bytes.readUInt8(at),
  0x51: (bytes, at) => bytes.readInt8(at),
  0x52: (bytes, at) => bytes.readUInt8(at),
  0x53: (bytes, at) => bytes.readUInt8(at),
  0x54: (bytes, at) => bytes.readInt8(at),
  0x55: (bytes, at) => bytes.readInt8(at),
  0x60: (bytes, at) => bytes.readUInt16BE(at),
  0x61: (bytes, at) => bytes.readInt16BE(at),
  0x70: (bytes, at) => bytes.readUInt32BE(at),
  0x71: (bytes, at) => bytes.readInt32BE(at),
  0x72: (bytes, at) => bytes.readFloatBE(at),
  0x73: (bytes, at) => character(bytes.readUInt32BE(at)),
  0x80: (bytes, at) => narrowed(bytes.readBigUInt64BE(at)),
  0x81: (bytes, at) => narrowed(bytes.readBigInt64BE(at)),
  0x82: (bytes, at) => bytes.readDoubleBE(at),
  0x83: (bytes, at) => new Date(Number(bytes.readBigInt64BE(at))),
  0x98: (bytes, at) => uuidText(bytes.subarray(at, at + 16)),
  0xa0: (bytes, at) => variable(bytes, at, 1),
  0xb0: (bytes, at) => variable(bytes, at, 4),
  0xa1: (bytes, at) => variable(bytes, at, 1).toString('utf8'),
  0xb1: (bytes, at) => variable(bytes, at, 4).toString('utf8'),
  0xa3: (bytes, at) => variable(bytes, at, 1).toString('ascii'),
  0xb3: (bytes, at) => variable(bytes, at, 4).toString('ascii'),
};

function uuidText(bytes: Buffer): string {
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function character(codePoint: number): string | undefined {
  return codePoint <= 0x10_ffff ? String.fromCodePoint(codePoint) : undefined;
}

function variable(bytes: Buffer, at: number, width: 1 | 4): Buffer {
  const from = at + width;
  return bytes.subarray(from, from + unsigned(bytes, at, width));
}

function widthOf(bytes: Buffer, start: number, code: number): number {
  const fixed = FIXED_WIDTHS[code >>> 4];
  if (fixed !== undefined) return fixed;
  const width = SIZE_WIDTHS[code >>> 4];
  if (width === undefined) throw new MalformedAmqp(`0x${code.toString(16)} is no AMQP type`);
  return width + unsigned(bytes, start + 1, width);
}

function unsigned(bytes: Buffer, at: number, width: 1 | 4): number {
  if (at + width > bytes.length) throw new MalformedAmqp('a value ends after the message');
  return width === 1 ? bytes.readUInt8(at) : bytes.readUInt32BE(at);
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new MalformedAmqp('a value ends after the message');
  return byte;
}

function narrowed(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
