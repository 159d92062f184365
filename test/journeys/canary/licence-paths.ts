import type { ServiceBusMessage } from '@azure/service-bus';
import type { HttpPath } from './http-path.ts';
import { canary, phoneAsWritten } from './person.ts';

const { name, company, email, phone } = canary;
const contact = { name, company, email, phone };

interface LicenceEventInput {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

let count = 0;
function event(kind: 'issued' | 'terminated', data: object, attributes: object = {}): LicenceEventInput {
  count += 1;
  return {
    specversion: '1.0',
    id: `event-${count}`,
    source: 'https://licences.example.test',
    type: `works.contracting.licence.${kind}.v1`,
    data: { ...data },
    ...attributes,
  };
}

const issued = (licenceId: string, attributes?: object) =>
  event('issued', { licenceId, contact }, attributes);

/** What the canary can stand in beside the contact, in an event that is taken. */
const attributesOfItsOwn: Readonly<Record<string, object>> = {
  'its id': { id: email },
  'its source': { source: `mailto:${email}` },
  'its subject': { subject: name },
  'extension attributes': { kanarina: email, company, [phoneAsWritten.digits]: phone },
  'its schema': { dataschema: `https://fuglebur.example/${email}` },
  'fields of its data that are not asked for': {
    data: { licenceId: 'L-more', contact: { ...contact, [email]: name }, [name]: phone },
  },
  'a time finer than anyone counts': { time: '2026-01-01T08:00:00.1234567890Z' },
};

const structured = { 'content-type': 'application/cloudevents+json' };
const batched = { 'content-type': 'application/cloudevents-batch+json' };

function post(body: unknown, headers: Readonly<Record<string, string>>) {
  return {
    path: '/api/licence-events',
    init: { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers },
  };
}

/** Events that the rules refuse, by what is wrong with them. */
const wrong: Readonly<Record<string, unknown>> = {
  'no licence': event('issued', { contact }),
  'a licence that is not one': issued(email),
  'an unknown type that names somebody': issued('L-w', { type: email }),
  'an unknown type of our own': issued('L-w', { type: 'works.contracting.kanarina.fuglebur.v1' }),
  'an id of digits': event('issued', { contact }, { id: phoneAsWritten.digits }),
  'an id that is a name': event('issued', { contact }, { id: 'Kanarina' }),
  'another version': issued('L-w', { specversion: name }),
  'a time that is not one': issued('L-w', { time: email }),
  'data that is not JSON': issued('L-w', { datacontenttype: email }),
  'data that is text': issued('L-w', { data: email }),
  'a contact that is text': event('issued', { licenceId: 'L-w', contact: email }),
  'a contact without address or number': event('issued', { licenceId: 'L-w', contact: { name, company } }),
  'an address that is not one': event('issued', { licenceId: 'L-w', contact: { email: name } }),
  'a name of half a character': event('issued', {
    licenceId: 'L-w',
    contact: { ...contact, name: `${name}\uD83D` },
  }),
  'a period that is not one': event('issued', { licenceId: 'L-w', contact, retentionAfterEnd: email }),
  'an end that is not a day': event('terminated', { licenceId: 'L-w', endedOn: email }),
  'an end before the issue': event(
    'terminated',
    { licenceId: 'L-structured', endedOn: '2019-01-01' },
    { subject: email },
  ),
};

/** Licence events over HTTP. */
export const licencePaths: readonly HttpPath[] = [
  { name: 'a licence event', statuses: [202], ...post(issued('L-structured'), structured) },
  {
    name: 'a licence event in binary mode',
    statuses: [202],
    ...post(issued('L-binary').data, {
      'content-type': 'application/json',
      'ce-specversion': '1.0',
      'ce-id': encodeURIComponent(email),
      'ce-source': `mailto:${encodeURIComponent(email)}`,
      'ce-type': 'works.contracting.licence.issued.v1',
      'ce-subject': encodeURIComponent(name),
      'ce-kanarina': phoneAsWritten.digits,
    }),
  },
  { name: 'a batch', statuses: [202], ...post([issued('L-batch-1'), issued('L-batch-2')], batched) },
  {
    name: 'a batch of which one is refused',
    statuses: [400],
    ...post([issued('L-w'), wrong['no licence']], batched),
  },
  { name: 'an event that is cut off', statuses: [400], ...post(`{"data":{"contact":"${email}`, structured) },
  ...Object.entries(attributesOfItsOwn).map(([what, attributes], index) => ({
    name: `an event: ${what}`,
    statuses: [202],
    ...post(issued(`L-http-${index}`, attributes), structured),
  })),
  ...Object.entries(wrong).map(([what, body]) => ({
    name: `an event refused: ${what}`,
    statuses: [400],
    ...post(body, structured),
  })),
];

/** A message that carries the canary, and where it must end: taken in, or as a rejection in the dead letters. */
export interface QueuePath {
  readonly name: string;
  readonly ends: 'taken' | 'refused';
  readonly message: ServiceBusMessage;
}

const contentType = 'application/cloudevents+json';
const properties = {
  messageId: email,
  correlationId: phone,
  subject: name,
  replyTo: email,
  applicationProperties: { kanarina: email, phone, attempt: name },
};

/** The queue `licence-events`. */
export const queuePaths: readonly QueuePath[] = [
  { name: 'an event', ends: 'taken', message: { body: issued('L-queue'), contentType } },
  { name: 'an event as text', ends: 'taken', message: { body: JSON.stringify(issued('L-queue-text')) } },
  {
    name: 'properties of the message',
    ends: 'taken',
    message: { body: issued('L-queue-properties'), contentType, ...properties },
  },
  ...Object.entries(attributesOfItsOwn).map(([what, attributes], index) => ({
    name: what,
    ends: 'taken' as const,
    message: { body: issued(`L-queue-${index}`, attributes), contentType },
  })),
  ...Object.entries(wrong).map(([what, body]) => ({
    name: what,
    ends: 'refused' as const,
    message: { body, contentType, subject: name },
  })),
  {
    name: 'properties of a message refused',
    ends: 'refused',
    message: { body: wrong['no licence'], ...properties },
  },
  { name: 'JSON that is cut off', ends: 'refused', message: { body: `{"data":"${email}`, contentType } },
  { name: 'plain text', ends: 'refused', message: { body: `${name} ${email}`, contentType: 'text/plain' } },
  {
    name: 'bytes that are not UTF-8',
    ends: 'refused',
    message: { body: Buffer.from(`{"data":"${name} ${email}"}`, 'latin1') },
  },
  { name: 'a list', ends: 'refused', message: { body: [contact] } },
  {
    name: 'the word that it has been rejected, from outside',
    ends: 'refused',
    message: { body: wrong['no licence'], contentType, applicationProperties: { rejected: true } },
  },
];

/** Events that meet a database that is away. */
export const eventsForLater: readonly ServiceBusMessage[] = Array.from({ length: 4 }, (_, index) => ({
  body: issued(`L-later-${index}`),
  contentType,
}));

/** An event for a host that is down. */
export const eventForNobody: ServiceBusMessage = { body: issued('L-nobody'), contentType };

/** The end of a licence, so that its data goes. */
export function ended(licenceId: string, endedOn: string): HttpPath {
  return {
    name: `the end of ${licenceId}`,
    statuses: [202],
    ...post(event('terminated', { licenceId, endedOn }), structured),
  };
}
