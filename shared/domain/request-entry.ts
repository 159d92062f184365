import type { Temporal } from 'temporal-polyfill';
import { timestamp } from './calendar.ts';
import type { RequestDocument } from './request.ts';
import { daysLeft } from './request-due.ts';
import type { RequestEntry } from './request-view.ts';
import { addressOf, awaitsPress, isOpen, isPipelines } from './request-wake.ts';

/** A request as it stands in the list of staff. */
export function requestEntry(document: RequestDocument, at: Temporal.Instant): RequestEntry {
  const { id: requestId, right, state, by, receivedOn, dueOn, extension, about } = document;
  return {
    requestId,
    right,
    state,
    by,
    receivedOn,
    dueOn,
    daysLeft: dueOn === undefined ? undefined : daysLeft(dueOn, at),
    extended: extension !== undefined,
    identity: identityOf(document, at),
    about,
    waitsFor: waitsFor(document, at),
    undelivered: document.undeliveredAt === undefined ? undefined : true,
  };
}

/** Whether the link that is out can still be used. */
export function isLinkOut({ link }: RequestDocument, at: Temporal.Instant): boolean {
  return link !== undefined && link.endsAt > timestamp(at);
}

function identityOf(document: RequestDocument, at: Temporal.Instant): RequestEntry['identity'] {
  if (document.identity !== undefined) return 'shown';
  if (document.proofAskedAt !== undefined) return 'proof-asked';
  return isLinkOut(document, at) ? 'link-out' : 'to-be-shown';
}

function waitsFor(document: RequestDocument, at: Temporal.Instant): RequestEntry['waitsFor'] {
  if (!isOpen(document)) return document.undeliveredAt === undefined ? undefined : 'staff';
  if (document.state === 'received') return identityOf(document, at) === 'to-be-shown' ? 'staff' : 'person';
  if ((document.work?.erasures ?? []).length > 0) return 'processors';
  if (isPipelines(document)) return 'pipeline';
  // Who cannot be sent the link to the page cannot press the button on it.
  return awaitsPress(document) && addressOf(document) !== undefined ? 'person' : 'staff';
}
