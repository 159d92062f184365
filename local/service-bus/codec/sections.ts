import { endOfValue, MalformedAmqp } from './amqp-value.ts';

/** The sections of a message by the low byte of their descriptor (OASIS AMQP 1.0 part 3, §3.2). */
export const SECTION = {
  header: 0x70,
  deliveryAnnotations: 0x71,
  messageAnnotations: 0x72,
  properties: 0x73,
  applicationProperties: 0x74,
  data: 0x75,
  sequence: 0x76,
  value: 0x77,
  footer: 0x78,
} as const;

/** One section of an encoded message: `start` at its descriptor, `value` at what is described. */
export interface Section {
  readonly code: number;
  readonly start: number;
  readonly value: number;
  readonly end: number;
}

/** The fields of the properties section, in their order (§3.2.4). */
export const PROPERTY_FIELDS = [
  'message-id',
  'user-id',
  'to',
  'subject',
  'reply-to',
  'correlation-id',
  'content-type',
  'content-encoding',
  'absolute-expiry-time',
  'creation-time',
  'group-id',
  'group-sequence',
  'reply-to-group-id',
] as const;
export type PropertyField = (typeof PROPERTY_FIELDS)[number];

export function sectionsOf(bytes: Buffer): Section[] {
  const sections: Section[] = [];
  for (let start = 0; start < bytes.length; ) {
    const code = sectionCode(bytes, start);
    const value = endOfValue(bytes, start + 1);
    const end = endOfValue(bytes, value);
    sections.push({ code, start, value, end });
    start = end;
  }
  return sections;
}

function sectionCode(bytes: Buffer, start: number): number {
  if (bytes[start] !== 0x00) throw new MalformedAmqp('a section without a descriptor');
  const descriptor = bytes[start + 1];
  const code = descriptor === 0x53 ? bytes[start + 2] : descriptor === 0x80 ? bytes[start + 9] : undefined;
  if (code === undefined || code < SECTION.header || code > SECTION.footer) {
    throw new MalformedAmqp('a section with a descriptor that is not one of the message format');
  }
  return code;
}
