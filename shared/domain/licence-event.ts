import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { dayOf } from './calendar.ts';
import { type CloudEvent, parseCloudEvent } from './cloud-event.ts';
import { type Contact, contactShape, reachable } from './contact.ts';
import { because } from './field.ts';
import { invalid, type Parsed, parse } from './invalid.ts';

interface LicenceEventBase {
  /** CloudEvents id and source: together they tell a repetition. */
  readonly id: string;
  readonly source: string;
  /** When it happened: the event's own time, else when it arrived; UTC, milliseconds. */
  readonly at: string;
  /** Whether the event stated a time of its own. */
  readonly timed: boolean;
  readonly licenceId: string;
}

export interface LicenceIssued extends LicenceEventBase {
  readonly name: 'issued';
  readonly contact: Contact;
  /** The agreement's own time of keeping (policy row P10): an ISO 8601 period after the end, or until a day. */
  readonly retentionAfterEnd?: string | undefined;
}

export interface LicenceTerminated extends LicenceEventBase {
  readonly name: 'terminated';
  /** The last day of the licence agreement. */
  readonly endedOn: string;
}

export interface LicenceReinstated extends LicenceEventBase {
  readonly name: 'reinstated';
}

/** What the licence system tells. */
export type LicenceEvent = LicenceIssued | LicenceTerminated | LicenceReinstated;

const licenceId = z
  .string(because('not-a-licence-id'))
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,99}$/, because('not-a-licence-id'));

const contact = z
  .object(contactShape, because('not-an-object'))
  .refine(reachable, { path: ['email'], error: 'email-or-phone-missing' });

const period = z
  .string(because('not-a-period'))
  .max(40, because('not-a-period'))
  .refine((text) => isKeepingPeriod(text) || isDay(text), because('not-a-period'))
  .nullish()
  .transform((text) => text ?? undefined)
  .describe(
    "The agreement's own time of keeping (policy row P10): an ISO 8601 period such as P6M after the end, or until a day.",
  );

/** What the data of each event has to be. */
export const licenceEventData = {
  'works.contracting.licence.issued.v1': z
    .object({ licenceId, contact, retentionAfterEnd: period }, because('not-an-object'))
    .transform((data) => ({ name: 'issued' as const, ...data })),
  'works.contracting.licence.terminated.v1': z
    .object(
      { licenceId, endedOn: z.iso.date(because('not-a-date')).describe('The last day of the agreement.') },
      because('not-an-object'),
    )
    .transform((data) => ({ name: 'terminated' as const, ...data })),
  'works.contracting.licence.reinstated.v1': z
    .object({ licenceId }, because('not-an-object'))
    .transform((data) => ({ name: 'reinstated' as const, ...data })),
} as const;

/** Reads a licence event in the JSON format of CloudEvents; `where` is its place in the body. */
export function readLicenceEvent(input: unknown, at: Temporal.Instant, where = ''): Parsed<LicenceEvent> {
  const envelope = parseCloudEvent(input, where);
  return envelope.outcome === 'invalid' ? envelope : parseLicenceEvent(envelope.value, at, where);
}

/** Reads the event that an envelope carries, which arrived at `at`. */
export function parseLicenceEvent(
  incoming: CloudEvent,
  at: Temporal.Instant,
  where = '',
): Parsed<LicenceEvent> {
  if (!isLicenceEventType(incoming.type)) {
    return invalid({ pointer: `${where}/type`, reason: 'unknown-event-type' });
  }
  const happened = incoming.time ?? at;
  if (Temporal.Instant.compare(happened, at.add({ hours: 24 })) > 0) {
    return invalid({ pointer: `${where}/time`, reason: 'in-the-future' });
  }
  const data = parse<EventPart>(licenceEventData[incoming.type], incoming.data, `${where}/data`);
  if (data.outcome === 'invalid') return data;
  if (data.value.name === 'issued' && isDayFarAway(data.value.retentionAfterEnd, at)) {
    return invalid({ pointer: `${where}/data/retentionAfterEnd`, reason: 'too-far-away' });
  }
  if (data.value.name === 'terminated' && isFarAway(data.value.endedOn, at)) {
    return invalid({ pointer: `${where}/data/endedOn`, reason: 'too-far-away' });
  }
  const base = {
    id: incoming.id,
    source: incoming.source,
    at: happened.toString({ fractionalSecondDigits: 3 }),
    timed: incoming.time !== undefined,
  };
  return { outcome: 'valid', value: { ...base, ...data.value } };
}

type EventPart =
  | Omit<LicenceIssued, keyof Untold>
  | Omit<LicenceTerminated, keyof Untold>
  | Omit<LicenceReinstated, keyof Untold>;
type Untold = Omit<LicenceEventBase, 'licenceId'>;

/** The types that are taken in. */
export const licenceEventTypes = Object.keys(licenceEventData);

function isLicenceEventType(type: string): type is keyof typeof licenceEventData {
  return Object.hasOwn(licenceEventData, type);
}

/** A positive calendar period of whole days or more, of 100 years at most. */
function isKeepingPeriod(text: string): boolean {
  if (!/^P(?=\d)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?$/.test(text)) return false;
  const start = Temporal.PlainDate.from('2000-01-01');
  try {
    const end = start.add(Temporal.Duration.from(text));
    return end.year >= start.year && end.year <= start.year + 100 && !end.equals(start);
  } catch {
    return false;
  }
}

/** Whether an agreement states a day, `2028-06-30`, and not a period. */
export function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

function isDayFarAway(text: string | undefined, at: Temporal.Instant): boolean {
  return text !== undefined && isDay(text) && isFarAway(text, at);
}

/** An end more than a hundred years off is a slip of the pen, not an agreement. */
function isFarAway(day: string, at: Temporal.Instant): boolean {
  return Math.abs(Temporal.PlainDate.from(day).year - dayOf(at).year) > 100;
}
