import { Temporal } from 'temporal-polyfill';
import type { ProcessorReason } from '../policy/processor-reasons.ts';
import { type ProcessorId, processorIds, processors } from '../policy/processors.ts';
import { chase } from '../policy/retention.ts';
import { dayOf, timestamp } from './calendar.ts';
import type { Contact } from './contact.ts';
import type { Identifier } from './identifier.ts';

/** What a processor needs to find the person, and only while it still has to: lives in a notice until its end. */
export interface Dossier {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  /** Of a rectification: the fields as they are from now on. */
  readonly corrections?: Partial<Contact> | undefined;
}

/**
 * What became of asking a processor once. `references` are the processor's own numbers of what it deleted or of the
 * task it accepted: by them it can be asked again without naming the person.
 */
export type ProcessorAnswer =
  /** It has begun, and has to be asked again. */
  | { readonly answer: 'accepted'; readonly references: readonly string[] }
  /** Done, as it says; `verified`: and it was seen to be so. */
  | { readonly answer: 'done' | 'verified'; readonly references?: readonly string[] | undefined }
  | { readonly answer: 'nothing-held' }
  /** It will not: somebody has to decide. */
  | { readonly answer: 'failed'; readonly because: ProcessorReason }
  /** It could not be asked; try again, not before `retryAfter` seconds if it said so. */
  | {
      readonly answer: 'unreachable';
      readonly because: ProcessorReason;
      readonly retryAfter?: number | undefined;
    }
  /** A part or all of it has to be done by hand. */
  | {
      readonly answer: 'manual';
      readonly because: ProcessorReason;
      readonly references?: readonly string[] | undefined;
    };

/** How it stands with one processor that is to hear of an erasure, a rectification or a withdrawal. */
export interface Recipient {
  /** `notified`: a message is on its way to it. */
  readonly answer: 'notified' | ProcessorAnswer['answer'];
  /** When it answered so; while an answer is waited for, when it was first asked. */
  readonly since: string;
  /** Once it has answered: when it was first asked. */
  readonly askedAt?: string | undefined;
  /** How often it has been asked, this one included. */
  readonly attempt: number;
  /** When it is asked again unless it has answered; absent when it need not be. */
  readonly askAgainAt?: string | undefined;
  readonly because?: ProcessorReason | undefined;
  readonly references?: readonly string[] | undefined;
  /** The day by which staff have to have acted. */
  readonly dueOn?: string | undefined;
  /** What staff decided, why, and who. */
  readonly decision?: Decision | undefined;
}

export interface Decision {
  readonly decision: 'done' | 'nothing-held' | 'exception';
  readonly evidence: string;
  readonly by: string;
  readonly on: string;
}

export type Recipients = Readonly<Partial<Record<ProcessorId, Recipient>>>;

/** The recipients by id, in the order of the register. */
export function entriesOf(recipients: Recipients): [ProcessorId, Recipient][] {
  return processorIds.flatMap((id): [ProcessorId, Recipient][] => {
    const recipient = recipients[id];
    return recipient === undefined ? [] : [[id, recipient]];
  });
}

/** A processor that a message is sent to for the `attempt`th time. */
export function notified(at: Temporal.Instant, before?: Recipient): Recipient {
  return {
    answer: 'notified',
    since: before === undefined || isTask(before) ? timestamp(at) : before.since,
    attempt: (before?.attempt ?? 0) + 1,
    askAgainAt: timestamp(at.add(chase.unanswered)),
    ...(before?.references && { references: before.references }),
  };
}

/** The recipient after an answer that came at `at`. */
export function answered(before: Recipient, given: ProcessorAnswer, at: Temporal.Instant): Recipient {
  const { attempt } = before;
  const references = 'references' in given ? given.references : undefined;
  const base = {
    answer: given.answer,
    since: timestamp(at),
    attempt,
    references: references ?? before.references,
  };
  const ended = { ...base, askedAt: before.since };
  // Who has not answered has kept us waiting since it was first asked.
  const waiting = { ...base, since: before.since };
  switch (given.answer) {
    case 'done':
    case 'verified':
    case 'nothing-held':
      return ended;
    case 'accepted':
      return { ...waiting, askAgainAt: timestamp(at.add(chase.accepted)) };
    case 'unreachable':
      return {
        ...waiting,
        because: given.because,
        askAgainAt: timestamp(laterBy(at, attempt, given.retryAfter)),
      };
    case 'failed':
    case 'manual':
      return { ...ended, because: given.because, dueOn: dayOf(at).add(chase.task).toString() };
  }
}

/** The gap grows with each attempt; a processor that states when to come again is not asked before. */
function laterBy(at: Temporal.Instant, attempt: number, retryAfter = 0): Temporal.Instant {
  const gaps = chase.unreachable;
  const gap = Temporal.Duration.from(gaps[Math.min(attempt, gaps.length) - 1] ?? gaps[0]);
  const stated = Temporal.Duration.from({ seconds: Math.min(Math.ceil(retryAfter), 86_400) });
  return at.add(Temporal.Duration.compare(gap, stated) < 0 ? stated : gap);
}

/** Whether nothing more is expected of it. */
export function isFinal({ answer, decision }: Recipient): boolean {
  switch (answer) {
    case 'done':
    case 'verified':
    case 'nothing-held':
      return true;
    case 'failed':
    case 'manual':
      return decision !== undefined;
    case 'notified':
    case 'accepted':
    case 'unreachable':
      return false;
  }
}

/** Whether the message that notified it still has something to ask: it has not answered, or only begun. */
export function isAwaited({ answer }: Recipient): boolean {
  return answer === 'notified' || answer === 'accepted';
}

/** Whether somebody has to act: decide on a refusal, or do by hand what the processor's API cannot. */
export function isTask({ answer, decision }: Recipient): boolean {
  return (answer === 'failed' || answer === 'manual') && decision === undefined;
}

/** Whether it is to be asked again at `at`. */
export function isToBeAsked({ askAgainAt }: Recipient, at: Temporal.Instant): boolean {
  return askAgainAt !== undefined && askAgainAt <= timestamp(at);
}

/** Where the data stayed, and somebody decided that it does. */
export function exceptionsIn(recipients: Recipients): ProcessorId[] {
  return entriesOf(recipients).flatMap(([id, { decision }]) =>
    decision?.decision === 'exception' ? [id] : [],
  );
}

/** The dossier of a person with these identifiers. */
export function dossierOf(identifiers: readonly Identifier[]): Dossier {
  const valuesOf = (type: Identifier['type']) => [
    ...new Set(identifiers.filter((identifier) => identifier.type === type).map(({ value }) => value)),
  ];
  return { emails: valuesOf('email'), phones: valuesOf('phone') };
}

/** What of a dossier a processor may get: by the fields that the register lets it have (policy row P11). */
export function dossierFor(processor: ProcessorId, { emails, phones, corrections }: Dossier): Dossier {
  const fields: readonly string[] = processors[processor].fields;
  return {
    emails: fields.includes('email') ? emails : [],
    phones: fields.includes('phone') ? phones : [],
    ...(corrections && {
      corrections: Object.fromEntries(
        Object.entries(corrections).filter(([field]) => fields.includes(field)),
      ),
    }),
  };
}

/** Whether a processor could find anybody by it. */
export function leadsToSomebody({ emails, phones }: Dossier): boolean {
  return emails.length + phones.length > 0;
}
