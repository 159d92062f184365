import { Temporal } from 'temporal-polyfill';
import { requestRules } from '../policy/rights.ts';
import { dayOf, endOfDay, lastDayOf, timestamp } from './calendar.ts';
import type { RequestDocument } from './request.ts';
import { daysLeft, overdueFrom } from './request-due.ts';

/** Whether a request still waits for its answer. */
export function isOpen({ dueOn }: RequestDocument): boolean {
  return dueOn !== undefined;
}

/** Where mails about a request go; undefined where there is only a number, or nobody any more. */
export function addressOf({ contact, mailTo }: RequestDocument): string | undefined {
  return contact?.email ?? mailTo;
}

/**
 * Until when it can be shown who asks. A person's own request ends with its link, one for which proof was asked when that
 * did not come. One that waits for staff does not end because nobody looked: it is overdue, and says so.
 */
export function identityEnd({ by, link, proofAskedAt, receivedOn }: RequestDocument): Temporal.Instant {
  if (by === 'person' && link !== undefined) return Temporal.Instant.from(link.endsAt);
  if (proofAskedAt !== undefined) {
    return lastInstant(dayOfTimestamp(proofAskedAt), requestRules.identityByStaff);
  }
  return lastInstant(Temporal.PlainDate.from(receivedOn), requestRules.longestOpen);
}

/** The day through which proof is waited for that was asked for at `proofAskedAt`. */
export function proofDay(proofAskedAt: string): string {
  return lastDayOf(
    dayOfTimestamp(proofAskedAt),
    Temporal.Duration.from(requestRules.identityByStaff),
  ).toString();
}

/** Through the last day of a period that begins today. */
export function endOfPeriod(at: Temporal.Instant, period: string): string {
  return timestamp(lastInstant(dayOf(at), period));
}

/**
 * Until when a request stays open whose identity is shown: a correction that the person does not let be made ends with the
 * last day for the answer, all else a month after the longest term that there can be: a late answer is better than none. Undefined where only the work itself is left.
 */
export function openEnd(document: RequestDocument): Temporal.Instant | undefined {
  const { state, dueOn, receivedOn, contact } = document;
  if (dueOn === undefined || state === 'received' || contact === undefined) return undefined;
  const end = endOfDay(Temporal.PlainDate.from(dueOn));
  if (awaitsPress(document) && addressOf(document) !== undefined) return end;
  const longest = lastInstant(Temporal.PlainDate.from(receivedOn), requestRules.longestOpen);
  return isLater(end, longest) ? end : longest;
}

/**
 * Whether the person is to look at the corrections and let them be made: from the moment at which it is shown who
 * asks, where anybody is held.
 */
export function awaitsPress({ state, right, about, corrections, toStaff, work }: RequestDocument): boolean {
  const isShown =
    state === 'in-progress' || state === 'extended' || (state === 'verified' && about !== undefined);
  return (
    right === 'rectification' &&
    isShown &&
    corrections !== undefined &&
    toStaff === undefined &&
    work?.rectification === undefined
  );
}

/** Whether a request is open and it is the turn of the person, or of staff. */
export function isLeft(document: RequestDocument): boolean {
  return isOpen(document) && document.state !== 'received' && !isPipelines(document);
}

/** Until when a closed request keeps whom to answer, if the mail has not gone. */
export function contactEnd(document: RequestDocument): Temporal.Instant | undefined {
  const { contact, answer, undeliveredAt } = document;
  if (contact === undefined || answer === undefined) return undefined;
  if (undeliveredAt !== undefined) {
    return lastInstant(dayOfTimestamp(undeliveredAt), requestRules.answerUnsent.undelivered);
  }
  const period = requestRules.answerUnsent[addressOf(document) === undefined ? 'phone' : 'email'];
  return lastInstant(Temporal.PlainDate.from(answer.on), period);
}

/** The reminder to staff that is due, with those it stands for: the days before the last day, 0 for when that is over. */
export function reminderAt(
  { dueOn, reminded = [] }: RequestDocument,
  at: Temporal.Instant,
): { readonly daysLeft: number; readonly reminded: readonly number[] } | undefined {
  if (dueOn === undefined) return undefined;
  const due = reminders.filter((days) => !isLater(reminderOf(dueOn, days), at));
  if (due.every((days) => reminded.includes(days))) return undefined;
  return { daysLeft: daysLeft(dueOn, at), reminded: due };
}

/**
 * The request with the instant at which the pipeline looks after it again: the earliest that something ends, is to be
 * said or, if the pipeline has its own part still to do, to be tried again. One that is overdue is looked at in each run.
 */
export function withWakeAt(document: RequestDocument, at: Temporal.Instant): RequestDocument {
  const { wakeAt: _, ...rest } = document;
  const [next] = wakings(document, at).toSorted((one, other) => Temporal.Instant.compare(one, other));
  return next === undefined ? rest : { ...rest, wakeAt: timestamp(next) };
}

const reminders: readonly number[] = [...requestRules.remindBefore, 0];

function wakings(document: RequestDocument, at: Temporal.Instant): Temporal.Instant[] {
  const { state, dueOn, reminded = [], work } = document;
  const ends = [contactEnd(document), openEnd(document)].filter((end) => end !== undefined);
  const toSay = dueOn === undefined ? [] : reminders.filter((days) => !reminded.includes(days));
  return [
    ...(state === 'received' ? [identityEnd(document)] : []),
    ...(dueOn === undefined ? [] : [overdueFrom(dueOn), ...toSay.map((days) => reminderOf(dueOn, days))]),
    ...(isPipelines(document) ? [at.add(requestRules.again)] : []),
    ...(isLeft(document) ? [at.add(requestRules.lookAgain)] : []),
    ...ends,
    ...(work?.package === undefined ? [] : [Temporal.Instant.from(work.package.endsAt)]),
  ];
}

/** Whether it is the pipeline's turn, or that of processors, whose last answer may have been lost. */
export function isPipelines({ state, right, toStaff, dueOn, work }: RequestDocument): boolean {
  if (dueOn === undefined || state === 'received' || toStaff !== undefined) return false;
  // A correction waits for the person to see it and press the button.
  return state === 'verified' || right !== 'rectification' || work?.rectification !== undefined;
}

function reminderOf(dueOn: string, days: number): Temporal.Instant {
  if (days === 0) return overdueFrom(dueOn);
  return endOfDay(Temporal.PlainDate.from(dueOn).subtract({ days: days + 1 }));
}

function lastInstant(day: Temporal.PlainDate, period: string): Temporal.Instant {
  return endOfDay(lastDayOf(day, Temporal.Duration.from(period)));
}

function dayOfTimestamp(text: string): Temporal.PlainDate {
  return dayOf(Temporal.Instant.from(text));
}

function isLater(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return Temporal.Instant.compare(one, other) > 0;
}
