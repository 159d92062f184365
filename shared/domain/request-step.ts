import type { Temporal } from 'temporal-polyfill';
import type { RequestObstacle } from '../policy/request-obstacles.ts';
import { type ExtensionReason, requestRules } from '../policy/rights.ts';
import { dayOf, timestamp } from './calendar.ts';
import { type EventData, type EventName, event, type PrivacyEvent } from './event.ts';
import type { AskId, EventId, SubjectId } from './id.ts';
import { partitionOf } from './received-request.ts';
import type { RequestAnswer, RequestDocument, RequestState, RequestWork } from './request.ts';
import { extendedDueDay, type PublicHolidays } from './request-due.ts';
import { endOfPeriod, withWakeAt } from './request-wake.ts';

/** Which state follows, by the step that is taken; a step that is not named is not possible. */
const requestTransitions = {
  received: {
    'ask-for-proof': 'received',
    verify: 'verified',
    refuse: 'refused',
    expire: 'expired',
    cancel: 'cancelled',
  },
  verified: {
    begin: 'in-progress',
    extend: 'extended',
    fulfil: 'fulfilled',
    'fulfil-in-part': 'partly-fulfilled',
    refuse: 'refused',
    expire: 'expired',
    cancel: 'cancelled',
  },
  'in-progress': {
    begin: 'in-progress',
    extend: 'extended',
    fulfil: 'fulfilled',
    'fulfil-in-part': 'partly-fulfilled',
    refuse: 'refused',
    expire: 'expired',
    cancel: 'cancelled',
  },
  extended: {
    begin: 'extended',
    fulfil: 'fulfilled',
    'fulfil-in-part': 'partly-fulfilled',
    refuse: 'refused',
    expire: 'expired',
    cancel: 'cancelled',
  },
  fulfilled: {},
  'partly-fulfilled': {},
  refused: {},
  expired: {},
  cancelled: {},
} as const satisfies Record<RequestState, Partial<Record<RequestCommand['step'], RequestState>>>;

/** What is to be done with a request. */
export type RequestCommand =
  /** More than the link is needed (GDPR Art. 12(6)): the link ends. */
  | { readonly step: 'ask-for-proof'; readonly by?: string | undefined }
  | {
      readonly step: 'verify';
      readonly identity:
        | { readonly shown: 'link' }
        | { readonly shown: 'staff'; readonly evidence: string; readonly by: string };
      readonly about: SubjectId | undefined;
      readonly mailTo?: string | undefined;
      readonly pageNonce: AskId;
    }
  | BeginCommand
  | {
      readonly step: 'extend';
      readonly reason: ExtensionReason;
      readonly holidays: PublicHolidays;
      readonly by?: string | undefined;
    }
  | AnswerCommand
  /** Nobody showed whose it is, or its longest time is over. */
  | { readonly step: 'expire' }
  | {
      readonly step: 'cancel';
      readonly by: RequestDocument['by'];
      readonly staff?: string | undefined;
      /** Of the page that says so. */
      readonly pageNonce: AskId;
    };

/** Something was begun that takes its time, or is left to somebody. */
export interface BeginCommand {
  readonly step: 'begin';
  readonly work?: RequestWork | undefined;
  readonly toStaff?: RequestDocument['toStaff'];
}

export interface AnswerCommand {
  readonly step: 'fulfil' | 'fulfil-in-part' | 'refuse';
  readonly answer: Omit<RequestAnswer, 'on'>;
  readonly work?: RequestWork | undefined;
}

export interface RequestSituation {
  readonly at: Temporal.Instant;
  /** Seconds that a closed request is remembered. */
  readonly ttl: number;
  readonly newEventId: () => EventId;
}

export type Stepped =
  | {
      readonly outcome: 'stepped';
      readonly document: RequestDocument;
      readonly events: readonly PrivacyEvent[];
    }
  | { readonly outcome: 'not-possible'; readonly because: RequestObstacle };

/** Takes a step of a request, if its state allows it: the request as it stands then, and what tells of it. */
export function stepRequest(
  document: RequestDocument,
  command: RequestCommand,
  situation: RequestSituation,
): Stepped {
  const possible: Partial<Record<RequestCommand['step'], RequestState>> = requestTransitions[document.state];
  const state = possible[command.step];
  if (state === undefined) return { outcome: 'not-possible', because: obstacleTo(command, document) };
  const because = obstacleIn(document, command, situation);
  if (because !== undefined) return { outcome: 'not-possible', because };
  const { after, told } = take(document, { command, state }, situation);
  return { outcome: 'stepped', document: withWakeAt(after, situation.at), events: told };
}

/** Why a step is none that the state has. */
function obstacleTo({ step }: RequestCommand, { state, dueOn }: RequestDocument): RequestObstacle {
  if (dueOn === undefined) return 'closed';
  if (state === 'received') return 'identity-not-shown';
  return step === 'extend' ? 'extended-before' : 'identity-shown';
}

/** What else stands in the way of a step. */
function obstacleIn(
  { work, extension, dueOn = '' }: RequestDocument,
  command: RequestCommand,
  { at }: RequestSituation,
): RequestObstacle | undefined {
  switch (command.step) {
    case 'extend':
      if (extension !== undefined) return 'extended-before';
      return dayOf(at).toString() > dueOn ? 'first-month-over' : undefined;
    case 'cancel':
      return mayBeDone(work) ? 'work-begun' : undefined;
    case 'refuse':
      // What the pipeline has begun itself, it knows the end of.
      return mayBeDone(work) && command.answer.by !== undefined ? 'work-begun' : undefined;
    case 'ask-for-proof':
    case 'verify':
    case 'begin':
    case 'fulfil':
    case 'fulfil-in-part':
    case 'expire':
      return undefined;
  }
}

/** Whether something was begun that cannot be taken back, and that ends by itself. */
export function isBegun(work: RequestWork | undefined): boolean {
  return (work?.erasures ?? []).length > 0 || work?.rectification !== undefined;
}

/** Whether something of it may be done already: to say that nothing was done, or will be, would not be true. */
export function mayBeDone(work: RequestWork | undefined): boolean {
  return work?.begun === true || isBegun(work);
}

interface Taken {
  readonly after: RequestDocument;
  readonly told: readonly PrivacyEvent[];
}

function take(
  document: RequestDocument,
  { command, state }: { readonly command: RequestCommand; readonly state: RequestState },
  situation: RequestSituation,
): Taken {
  const { id: requestId, right } = document;
  const { at } = situation;
  switch (command.step) {
    case 'ask-for-proof': {
      const { link: _, ...rest } = document;
      const told = news(document, 'request.proof-asked', { requestId, by: command.by }, situation);
      return { after: { ...rest, proofAskedAt: timestamp(at) }, told: [told] };
    }
    case 'verify': {
      const { link: _, mailTo: bound, ...rest } = document;
      const { identity, about, pageNonce } = command;
      const { shown } = identity;
      // The link went to the bound address; what staff were shown may be of somebody else.
      const mailTo = shown === 'link' ? bound : command.mailTo;
      return {
        after: {
          ...rest,
          state,
          identity: { ...identity, at: timestamp(at) },
          ...(about && { about }),
          ...(mailTo !== undefined && { mailTo }),
          page: { nonce: pageNonce },
        },
        told: [news(document, 'request.verified', { requestId, right, shown, about }, situation)],
      };
    }
    case 'begin': {
      const { work, toStaff } = command;
      const rest = toStaff === 'address-changed' ? withoutWhom(document) : document;
      return { after: { ...rest, state, ...(work && { work }), ...(toStaff && { toStaff }) }, told: [] };
    }
    case 'extend': {
      const { reason, holidays, by } = command;
      const dueOn = extendedDueDay(document.receivedOn, holidays);
      const { reminded: _, ...rest } = document;
      return {
        after: { ...rest, state, dueOn, extension: { reason, on: dayOf(at).toString() } },
        told: [news(document, 'request.extended', { requestId, dueOn, reason, by }, situation)],
      };
    }
    case 'fulfil':
    case 'fulfil-in-part':
    case 'refuse':
      return answer(document, { command, state }, situation);
    case 'expire': {
      const after = closed(withoutPerson(document), state, situation);
      return { after, told: [news(document, 'request.expired', { requestId, right }, situation)] };
    }
    case 'cancel': {
      const { by, staff, pageNonce } = command;
      const left = { ...withoutPerson(document), page: { nonce: document.page?.nonce ?? pageNonce } };
      const told = news(document, 'request.cancelled', { requestId, right, by, staff }, situation);
      return { after: closed(left, state, situation), told: [told] };
    }
  }
}

/** Whoever asked is told; until then the request keeps whom to tell. */
function answer(
  document: RequestDocument,
  {
    command,
    state,
  }: {
    readonly command: AnswerCommand;
    readonly state: RequestState;
  },
  situation: RequestSituation,
): Taken {
  const { id: requestId, right } = document;
  const work = command.work ?? document.work;
  const on = dayOf(situation.at).toString();
  const given = { ...document, ...(work && { work }), answer: { ...command.answer, on } };
  const grounds = groundsOf(given.answer);
  return {
    after: closed(given, state, situation),
    told: [
      state === 'fulfilled' || state === 'partly-fulfilled'
        ? news(document, 'request.fulfilled', { requestId, right, state, grounds }, situation)
        : news(document, 'request.refused', { requestId, right, grounds }, situation),
    ],
  };
}

/** What is left of a request that waits for nothing any more, but whom to tell. */
function closed(
  document: RequestDocument,
  state: RequestState,
  { at, ttl }: RequestSituation,
): RequestDocument {
  const { dueOn: _, corrections: __, link: ___, reminded: ____, toStaff: _____, page, ...rest } = document;
  const endsAt = endOfPeriod(at, requestRules.closedPage);
  return { ...rest, state, ttl, ...(page && { page: { ...page, endsAt } }) };
}

/** A request without the person: nobody is to be told of it any more. */
export function withoutPerson(document: RequestDocument): RequestDocument {
  const { contact: _, mailTo: __, corrections: ___, undeliveredAt: ____, ...rest } = document;
  return rest;
}

/** A request that does not lead to whom it was about any more, nor does its page. */
function withoutWhom(document: RequestDocument): RequestDocument {
  const { about: _, mailTo: __, page: ___, ...rest } = document;
  return rest;
}

/** The grounds of an answer, each once. */
export function groundsOf({ refusals }: Pick<RequestAnswer, 'refusals'>) {
  return [...new Set(refusals.map(({ ground }) => ground))];
}

function news<Name extends EventName>(
  { id }: RequestDocument,
  name: Name,
  data: EventData[Name],
  { at, newEventId }: RequestSituation,
): PrivacyEvent<Name> {
  return event(name, { id: newEventId(), subject: partitionOf(id), at, data });
}
