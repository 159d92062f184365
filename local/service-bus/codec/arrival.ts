import { randomUUID } from 'node:crypto';
import type { Arrival, EncodedPairs } from '../entity/message.ts';
import { AMQP_NULL, amqpList, amqpString, described } from './amqp-encode.ts';
import { elementsOf, endOfValue, MalformedAmqp, scalarAt, textAt } from './amqp-value.ts';
import { PROPERTY_FIELDS, type PropertyField, SECTION, type Section, sectionsOf } from './sections.ts';

/** Annotations that only the broker sets; a client that sends a received message again sends them along. */
const BROKER_ANNOTATIONS: ReadonlySet<string> = new Set([
  'x-opt-sequence-number',
  'x-opt-enqueue-sequence-number',
  'x-opt-enqueued-time',
  'x-opt-locked-until',
  'x-opt-message-state',
  'x-opt-deadletter-source',
]);
const SCHEDULED_ENQUEUE_TIME = 'x-opt-scheduled-enqueue-time';
const HEADER_TTL = 2;

/** One encoded message as its sender wrote it; throws MalformedAmqp. */
export function parseArrival(bytes: Buffer): Arrival {
  const sections = sectionsOf(bytes);
  const section = (code: number) => sections.find((candidate) => candidate.code === code);
  const properties = fieldsOf(bytes, section(SECTION.properties));
  const annotations = annotationsOf(bytes, section(SECTION.messageAnnotations));
  const identified = identify(bytes, sections, properties);
  return {
    content: { annotations: annotations.own, bare: identified.bare },
    messageId: identified.messageId,
    timeToLive: timeToLiveOf(bytes, section(SECTION.header), properties),
    scheduledFor: annotations.scheduledFor,
  };
}

/** The messages of one batch (message format 0x80013700): each data section is an encoded message. */
export function parseBatch(bytes: Buffer): Arrival[] {
  return sectionsOf(bytes)
    .filter((section) => section.code === SECTION.data)
    .map((section) => {
      const data = scalarAt(bytes, section.value);
      if (!Buffer.isBuffer(data)) throw new MalformedAmqp('a data section that is not binary');
      return parseArrival(data);
    });
}

type Fields = ReadonlyMap<PropertyField, { readonly start: number; readonly end: number }>;

function fieldsOf(bytes: Buffer, section: Section | undefined): Fields {
  if (section === undefined) return new Map();
  const fields = new Map<PropertyField, { start: number; end: number }>();
  for (const [index, element] of elementsOf(bytes, section.value).entries()) {
    const name = PROPERTY_FIELDS[index];
    if (name !== undefined && bytes[element.start] !== AMQP_NULL[0]) fields.set(name, element);
  }
  return fields;
}

function annotationsOf(bytes: Buffer, section: Section | undefined) {
  let own: EncodedPairs | undefined;
  let scheduledFor: number | undefined;
  if (section === undefined) return { own, scheduledFor };
  const elements = elementsOf(bytes, section.value);
  const kept: Buffer[] = [];
  for (let index = 0; index + 1 < elements.length; index += 2) {
    const [key, value] = [elements[index], elements[index + 1]];
    if (key === undefined || value === undefined) continue;
    const name = textAt(bytes, key.start);
    if (name === undefined || BROKER_ANNOTATIONS.has(name)) continue;
    kept.push(bytes.subarray(key.start, value.end));
    if (name === SCHEDULED_ENQUEUE_TIME) scheduledFor = instantOf(scalarAt(bytes, value.start));
  }
  if (kept.length > 0) own = { count: kept.length * 2, bytes: Buffer.concat(kept) };
  return { own, scheduledFor };
}

/** The bare message, with a message id given to it when the sender gave none (lock renewal goes by it). */
function identify(bytes: Buffer, sections: readonly Section[], properties: Fields) {
  const own = properties.get('message-id');
  if (own !== undefined) {
    const from = sections.find((section) => section.code >= SECTION.properties)?.start ?? bytes.length;
    return { messageId: idText(bytes, own.start), bare: Buffer.from(bytes.subarray(from)) };
  }
  const messageId = randomUUID().replaceAll('-', '');
  const others = PROPERTY_FIELDS.slice(1).map((name) => {
    const field = properties.get(name);
    return field === undefined ? AMQP_NULL : bytes.subarray(field.start, field.end);
  });
  const rest = sections.find((section) => section.code > SECTION.properties)?.start ?? bytes.length;
  const section = described(SECTION.properties, amqpList([amqpString(messageId), ...others]));
  return { messageId, bare: Buffer.concat([section, bytes.subarray(rest)]) };
}

function idText(bytes: Buffer, start: number): string {
  const id = scalarAt(bytes, start);
  if (typeof id === 'string') return id;
  return bytes.subarray(start, endOfValue(bytes, start)).toString('hex');
}

/**
 * The header's ttl, or the span between creation and absolute expiry: a ttl in the header ends at 49 days, so
 * the SDK writes longer ones as these two.
 */
function timeToLiveOf(bytes: Buffer, header: Section | undefined, properties: Fields): number {
  const created = properties.get('creation-time');
  const expires = properties.get('absolute-expiry-time');
  if (created !== undefined && expires !== undefined) {
    const span =
      (instantOf(scalarAt(bytes, expires.start)) ?? 0) - (instantOf(scalarAt(bytes, created.start)) ?? 0);
    if (span > 0) return span;
  }
  const ttl = header && elementsOf(bytes, header.value)[HEADER_TTL];
  const milliseconds = ttl && scalarAt(bytes, ttl.start);
  return typeof milliseconds === 'number' ? milliseconds : Infinity;
}

function instantOf(value: unknown): number | undefined {
  if (value instanceof Date) return value.getTime();
  return typeof value === 'number' ? value : undefined;
}
