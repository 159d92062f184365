import type { Temporal } from 'temporal-polyfill';
import { requestRules } from '../policy/rights.ts';
import type { AskId, EventId } from './id.ts';
import type { RequestDocument } from './request.ts';
import { daysLeft } from './request-due.ts';
import { isBegun, type RequestCommand, stepRequest } from './request-step.ts';
import type { StaffStep } from './request-view.ts';
import { isPipelines } from './request-wake.ts';

/**
 * What staff can do with a request as it stands, in the order in which it comes up: what they are offered. Each is tried
 * by the rules of `request-step.ts`, so nothing is offered that would then be refused.
 */
export function offersOf(document: RequestDocument, at: Temporal.Instant): StaffStep[] {
  const offered: Readonly<Record<StaffStep, boolean>> = {
    verify: isPossible(
      document,
      { ...command, step: 'verify', about: undefined, identity: { shown: 'link' } },
      at,
    ),
    'ask-for-proof':
      isPossible(document, { step: 'ask-for-proof' }, at) &&
      document.contact?.email !== undefined &&
      document.proofAskedAt === undefined,
    fulfil:
      isPossible(document, { step: 'fulfil', answer }, at) &&
      (!isBegun(document.work) || document.toStaff !== undefined) &&
      !isLeftToThePipeline(document, at),
    extend: isPossible(document, { step: 'extend', reason: 'complexity', holidays: new Set() }, at),
    refuse: isPossible(document, { step: 'refuse', answer }, at),
    cancel: isPossible(document, { ...command, step: 'cancel', by: 'staff' }, at),
  };
  return staffSteps.filter((step) => offered[step]);
}

const staffSteps = ['verify', 'ask-for-proof', 'fulfil', 'extend', 'refuse', 'cancel'] as const;

/** What the pipeline does by itself nobody does by hand, until the last days: then it is high time, whatever failed. */
function isLeftToThePipeline(document: RequestDocument, at: Temporal.Instant): boolean {
  const { dueOn } = document;
  const [first] = requestRules.remindBefore;
  return isPipelines(document) && dueOn !== undefined && daysLeft(dueOn, at) > first;
}

// What a step would say of the person does not decide whether it is possible.
const command = { pageNonce: '' as AskId } as const;
const answer = { refusals: [], held: false, by: 'staff' };

function isPossible(document: RequestDocument, step: RequestCommand, at: Temporal.Instant): boolean {
  return stepRequest(document, step, { at, ttl: 0, newEventId: () => '' as EventId }).outcome === 'stepped';
}
