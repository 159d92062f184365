import { isUtf8 } from 'node:buffer';

/** Octets as text: UTF-8, and as Latin-1 too where they are not quite that. Other encodings are not known here. */
export function textOfOctets(octets: Uint8Array): string {
  const buffer = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength);
  const text = buffer.toString('utf8');
  return isUtf8(buffer) ? text : `${text}\n${buffer.toString('latin1')}`;
}
