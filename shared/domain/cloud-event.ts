import type { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { parseInstant } from './calendar.ts';
import { because } from './contact.ts';
import { type Parsed, parse } from './invalid.ts';

/** A CloudEvent 1.0 as it came in, its context attributes checked, its data not yet. */
export interface CloudEvent {
  readonly id: string;
  readonly source: string;
  readonly type: string;
  /** If the sender gave one. */
  readonly time?: Temporal.Instant | undefined;
  readonly data: unknown;
}

const attribute = z.string(because('missing')).min(1, because('missing')).max(500, because('too-long'));

const timeAttribute = z.iso
  .datetime({ offset: true, error: 'not-an-instant' })
  .transform((text, context) => {
    const instant = parseInstant(text);
    if (instant === undefined) context.addIssue({ code: 'custom', message: 'not-an-instant' });
    return instant;
  })
  .nullish();

const schema = z.object(
  {
    specversion: z.literal('1.0', because('unsupported-version')),
    id: attribute,
    source: attribute,
    type: attribute,
    time: timeAttribute,
    datacontenttype: z
      .string(because('not-json-data'))
      .regex(/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i, because('not-json-data'))
      .nullish(),
    data: z.unknown(),
  },
  because('not-an-object'),
);

/** Reads one event of the JSON format (CloudEvents JSON 1.0.2 §3); `at` is where it stands in the body. */
export function parseCloudEvent(input: unknown, at = ''): Parsed<CloudEvent> {
  const parsed = parse(schema, input, at);
  if (parsed.outcome === 'invalid') return parsed;
  const { id, source, type, time, data } = parsed.value;
  return { outcome: 'valid', value: { id, source, type, time: time ?? undefined, data } };
}
