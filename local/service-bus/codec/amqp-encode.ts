/** Writing the few AMQP 1.0 types that the broker adds to a message (OASIS AMQP 1.0 part 1, §1.6). */

export const AMQP_NULL = Buffer.from([0x40]);

export function amqpString(text: string): Buffer {
  return sized(0xa1, 0xb1, Buffer.from(text, 'utf8'));
}

export function amqpSymbol(text: string): Buffer {
  return sized(0xa3, 0xb3, Buffer.from(text, 'ascii'));
}

export function amqpUint(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(5);
  bytes.writeUInt8(0x70, 0);
  bytes.writeUInt32BE(value, 1);
  return bytes;
}

export function amqpInt(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(5);
  bytes.writeUInt8(0x71, 0);
  bytes.writeInt32BE(value, 1);
  return bytes;
}

export function amqpLong(value: number): Buffer {
  return wide(0x81, value);
}

/** `instant` in epoch milliseconds. */
export function amqpTimestamp(instant: number): Buffer {
  return wide(0x83, instant);
}

export function amqpList(items: readonly Buffer[]): Buffer {
  return compound(0xd0, items.length, items);
}

/** `items`: key and value in turn, each encoded; `count`: how many of both there are. */
export function amqpMap(count: number, items: readonly Buffer[]): Buffer {
  return compound(0xd1, count, items);
}

/** A section or another described type; `code` is the low byte of its descriptor. */
export function described(code: number, value: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x00, 0x53, code]), value]);
}

function sized(small: number, large: number, content: Buffer): Buffer {
  if (content.length < 256) return Buffer.concat([Buffer.from([small, content.length]), content]);
  const head = Buffer.allocUnsafe(5);
  head.writeUInt8(large, 0);
  head.writeUInt32BE(content.length, 1);
  return Buffer.concat([head, content]);
}

function wide(code: number, value: number): Buffer {
  const bytes = Buffer.allocUnsafe(9);
  bytes.writeUInt8(code, 0);
  bytes.writeBigInt64BE(BigInt(Math.trunc(value)), 1);
  return bytes;
}

function compound(code: number, count: number, items: readonly Buffer[]): Buffer {
  const size = items.reduce((sum, item) => sum + item.length, 0);
  const head = Buffer.allocUnsafe(9);
  head.writeUInt8(code, 0);
  head.writeUInt32BE(size + 4, 1);
  head.writeUInt32BE(count, 5);
  return Buffer.concat([head, ...items]);
}
