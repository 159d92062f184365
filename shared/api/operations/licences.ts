import * as z from 'zod';
import { licenceEventData } from '../../domain/licence-event.ts';
import { incomingLicenceEvent, licenceEvents } from '../licence-events.ts';
import type { Operation, Parameter } from '../operation.ts';

const binaryHeaders: readonly Parameter[] = [
  'ce-specversion',
  'ce-id',
  'ce-source',
  'ce-type',
  'ce-time',
].map((name) => ({
  in: 'header',
  name,
  description: 'Of an event in binary mode, whose data alone is the body.',
}));

const binaryData = z.union(Object.values(licenceEventData));

export const licences: readonly Operation[] = [
  {
    id: 'post-licence-events',
    call: 'POST /api/licence-events',
    tag: 'licences',
    access: 'function-key',
    summary: 'The licence system tells what happened',
    description:
      'CloudEvents 1.0 over HTTP: structured, batched, or binary (`application/json` with `ce-` headers; without them it is a structured event). The whole body is read before anything is recorded. Events may come late, twice and in any order. The same can be sent to the queue `licence-events`.',
    parameters: binaryHeaders,
    body: {
      content: {
        'application/cloudevents+json': incomingLicenceEvent,
        'application/cloudevents-batch+json': z.array(incomingLicenceEvent).max(100),
        'application/json': z.union([incomingLicenceEvent, binaryData]),
      },
      required: true,
      limit: '256 KiB, and 100 events',
      example: licenceEvents[0]?.example,
      examples: { 'application/cloudevents-batch+json': licenceEvents.map(({ example }) => example) },
    },
    answers: { 202: { description: 'They are recorded. No body.' } },
  },
  {
    id: 'allow-licence-events',
    call: 'OPTIONS /api/licence-events',
    tag: 'licences',
    access: 'anybody',
    summary: 'The handshake before events are delivered',
    description: 'CloudEvents HTTP 1.1 Web Hooks §4.',
    parameters: [
      {
        in: 'header',
        name: 'WebHook-Request-Origin',
        description: 'Who is going to deliver.',
        example: 'licences.example.test',
      },
    ],
    answers: {
      200: {
        description: 'Deliver. No body.',
        headers: {
          allow: 'OPTIONS, POST',
          'webhook-allowed-origin': 'The origin that was given.',
          'webhook-allowed-rate': 'Events a minute.',
        },
      },
    },
  },
];
