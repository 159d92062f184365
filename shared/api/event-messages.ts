import * as z from 'zod';
import { type EventName, eventData } from '../domain/event-data.ts';
import { processorIds } from '../policy/processors.ts';
import type { Message } from './description.ts';
import { exampleOf } from './example.ts';
import { jsonSchemasOf } from './json-schema.ts';
import { licenceEvents } from './licence-events.ts';

export const contentType = 'application/cloudevents+json';

/** The type of an event of ours. */
export function typeOf(name: string): string {
  return `works.contracting.privacy.${name}.v1`;
}

/** The events of the topic, by name. */
export function toldMessages(subscriptions: readonly string[]): Record<string, Message> {
  const names = Object.keys(eventData) as EventName[];
  const payloads = schemasOf(Object.fromEntries(names.map((name) => [name, envelopeOf(name)])), 'output');
  const properties = schemasOf(
    Object.fromEntries(names.map((name) => [name, propertiesOf(name, subscriptions)])),
    'output',
  );
  return Object.fromEntries(
    names.map((name) => {
      const payload = payloads[name] ?? {};
      const message = {
        name,
        title: typeOf(name),
        summary: eventData[name].description ?? '',
        contentType,
        headers: properties[name] ?? {},
        payload,
        examples: [{ payload: exampleOf(payload, {}) }],
      };
      return [name, message];
    }),
  );
}

const traceparent = z
  .string()
  .regex(/^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/)
  .describe('What caused it (W3C Trace Context; CloudEvents, Distributed Tracing extension).')
  .meta({ examples: ['00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'] });

function envelopeOf(name: EventName): z.ZodType {
  return z.strictObject({
    specversion: z.literal('1.0'),
    id: z.uuid().describe('UUIDv7; also the id of the message.'),
    source: z.literal('https://contracting.works/privacy'),
    type: z.literal(typeOf(name)),
    subject: z
      .string()
      .describe('Whom or what it is about, by an id that is derived from nothing.')
      .meta({ examples: ['7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a'] }),
    time: z.iso.datetime(),
    datacontenttype: z.literal('application/json'),
    traceparent: traceparent.optional(),
    data: eventData[name],
  });
}

/** What a filter can ask for. */
function propertiesOf(name: EventName, subscriptions: readonly string[]): z.ZodType {
  return z
    .object({
      type: z.literal(typeOf(name)),
      time: z.iso.datetime(),
      'Diagnostic-Id': traceparent.optional(),
      ...('processor' in eventData[name].shape && {
        processor: z.enum(processorIds),
      }),
      redrive: z
        .enum(subscriptions)
        .optional()
        .describe('Of a dead letter that staff send once more: the one subscription that is to get it.'),
    })
    .describe('Application properties of the message.');
}

/** The events of the queue, by name. */
export function takenMessages(): Record<string, Message> {
  const payloads = schemasOf(
    Object.fromEntries(licenceEvents.map(({ type, schema }) => [type, schema])),
    'input',
  );
  return Object.fromEntries(
    licenceEvents.map(({ type, says, example }) => {
      const name = type.replace(/^works\.contracting\./, 'incoming.').replace(/\.v1$/, '');
      const payload = payloads[type] ?? {};
      return [
        name,
        { name, title: type, summary: says, contentType, payload, examples: [{ payload: example }] },
      ];
    }),
  );
}

/** In draft 7, which every reader of AsyncAPI knows. */
function schemasOf(given: Readonly<Record<string, z.ZodType>>, io: 'input' | 'output') {
  return jsonSchemasOf(given, { io, at: '#/components/schemas/', target: 'draft-07' }).schemas;
}
