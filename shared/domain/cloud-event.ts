import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { parseInstant } from './calendar.ts';
import { because } from './field.ts';
import { invalid, type Parsed, parse } from './invalid.ts';

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

export const cloudEventSchema = z.object(
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
    data: z.unknown().optional(),
    data_base64: z.base64(because('not-json-data')).nullish(),
  },
  because('not-an-object'),
);

/** Reads one event of the JSON format (CloudEvents JSON 1.0.2 §3); `at` is where it stands in the body. */
export function parseCloudEvent(input: unknown, at = ''): Parsed<CloudEvent> {
  const parsed = parse(cloudEventSchema, input, at);
  if (parsed.outcome === 'invalid') return parsed;
  const { id, source, type, time, data } = parsed.value;
  const encoded = parsed.value.data_base64;
  if (typeof encoded !== 'string') {
    return { outcome: 'valid', value: { id, source, type, time: time ?? undefined, data } };
  }
  const decoded = decodeJson(encoded);
  if (decoded === undefined) return invalid({ pointer: `${at}/data_base64`, reason: 'not-json-data' });
  return { outcome: 'valid', value: { id, source, type, time: time ?? undefined, data: decoded.data } };
}

/** JSON in UTF-8 in base64 (§3.1.1), or undefined if it is not. */
function decodeJson(base64: string): { readonly data: unknown } | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return { data: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}
