import type { Lock } from '../entity/lock-book.ts';

/** Where each byte of a GUID in .NET's order stands in RFC 9562's. The order is its own inverse. */
const DOTNET_ORDER = [3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15] as const;

/** A lock's token as delivery tag: there Service Bus writes GUIDs in .NET's byte order, on $management in RFC 9562's. */
export function lockTag(lock: Lock): Buffer {
  const bytes = lockUuid(lock);
  return Buffer.from(DOTNET_ORDER.map((index) => bytes.readUInt8(index)));
}

export function lockUuid(lock: Lock): Buffer {
  return Buffer.from(lock.token, 'hex');
}
