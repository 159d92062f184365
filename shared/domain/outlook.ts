import { Temporal } from 'temporal-polyfill';
import { register } from '../policy/register.ts';
import type { RecordDocument } from './document.ts';

type RecordKind = RecordDocument['kind'];

/** A month in Norway, or all that comes after the last of them. */
export interface OutlookSpan {
  /** `2026-11`; `later` is open towards the end. */
  readonly name: string;
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
}

/** How many records end in a span of time, by kind (GDPR Art. 5(1)(e)). */
export interface OutlookEntry {
  readonly name: string;
  readonly counts: Readonly<Record<RecordKind, number>>;
}

const months = 24;
/** Nothing ends before, and no period of the register reaches beyond. */
const everBefore = Temporal.Instant.from('2000-01-01T00:00:00Z');
const everAfter = Temporal.Instant.from('9999-01-01T00:00:00Z');

/**
 * The spans of an outlook at `at`: this month, with what is past and still to go, the months after it, and all that
 * comes later.
 */
export function outlookSpans(at: Temporal.Instant): readonly OutlookSpan[] {
  const zone = register.controller.timeZone;
  const first = at.toZonedDateTimeISO(zone).toPlainDate().with({ day: 1 });
  const startOf = (month: number) => first.add({ months: month }).toZonedDateTime(zone).toInstant();
  const spans = Array.from({ length: months }, (_, month) => ({
    name: first.add({ months: month }).toPlainYearMonth().toString(),
    from: month === 0 ? everBefore : startOf(month),
    to: startOf(month + 1),
  }));
  return [...spans, { name: 'later', from: startOf(months), to: everAfter }];
}
