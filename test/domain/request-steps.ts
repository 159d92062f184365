import { Temporal } from 'temporal-polyfill';
import type { AskId, EventId, RequestId, SubjectId } from '../../shared/domain/id.ts';
import { receivedRequest } from '../../shared/domain/received-request.ts';
import type { RequestDocument } from '../../shared/domain/request.ts';
import type { StatedRequest } from '../../shared/domain/request-input.ts';
import {
  type RequestCommand,
  type RequestSituation,
  type Stepped,
  stepRequest,
} from '../../shared/domain/request-step.ts';

export const start = Temporal.Instant.from('2026-11-20T10:00:00Z');
const noHolidays: ReadonlySet<string> = new Set();

/** A request of a Friday, 20 November 2026: due on Monday, 21 December. */
export function received(
  stated: Partial<StatedRequest> = {},
  by: RequestDocument['by'] = 'person',
): RequestDocument {
  return receivedRequest({
    id: 'a-request' as RequestId,
    by,
    stated: {
      right: 'access',
      contact: { email: 'kari@example.test' },
      locale: 'nb',
      receivedOn: '2026-11-20',
      ...stated,
    },
    at: start,
    eventId: 'e' as EventId,
    holidays: noHolidays,
    linkNonce: 'link' as AskId,
  }).document;
}

/** One command of each step. */
export const commands = {
  'ask-for-proof': { step: 'ask-for-proof' },
  verify: {
    step: 'verify',
    identity: { shown: 'link' },
    about: 'kari' as SubjectId,
    pageNonce: 'page' as AskId,
  },
  begin: { step: 'begin' },
  extend: { step: 'extend', reason: 'complexity', holidays: noHolidays },
  fulfil: { step: 'fulfil', answer: { refusals: [], held: true } },
  'fulfil-in-part': {
    step: 'fulfil-in-part',
    answer: { refusals: [{ ground: 'hold', records: [] }], held: true },
  },
  refuse: {
    step: 'refuse',
    answer: { refusals: [{ ground: 'excessive', records: [] }], held: true, by: 'somebody' },
  },
  expire: { step: 'expire' },
  cancel: { step: 'cancel', by: 'person', pageNonce: 'cancelled' as AskId },
} as const satisfies { readonly [Step in RequestCommand['step']]: RequestCommand & { readonly step: Step } };

function situationAt(at: Temporal.Instant): RequestSituation {
  return { at, ttl: 60, newEventId: () => 'e' as EventId };
}

export function step(
  document: RequestDocument,
  command: RequestCommand,
  at: Temporal.Instant = start,
): Stepped {
  return stepRequest(document, command, situationAt(at));
}

/** The request after these steps, each of which is possible. */
export function after(document: RequestDocument, ...steps: readonly RequestCommand[]): RequestDocument {
  return steps.reduce((now, command) => {
    const stepped = step(now, command);
    if (stepped.outcome !== 'stepped') throw new Error(`${command.step} is not possible`);
    return stepped.document;
  }, document);
}
