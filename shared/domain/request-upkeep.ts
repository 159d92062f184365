import type { Temporal } from 'temporal-polyfill';
import { timestamp } from './calendar.ts';
import type { SubjectId } from './id.ts';
import type { RequestDocument } from './request.ts';
import { withoutPerson } from './request-step.ts';
import { addressOf, isOpen, withWakeAt } from './request-wake.ts';

// What becomes of a request between its steps: none of it changes how it stands.

/** The link of a number, bound to whom it is mailed to. */
export function withLinkFor(
  document: RequestDocument,
  {
    leadsTo,
    mailTo,
    at,
  }: { readonly leadsTo: SubjectId; readonly mailTo: string; readonly at: Temporal.Instant },
): RequestDocument {
  if (document.link === undefined) throw new RangeError('a request without a link has none to bind');
  return withWakeAt({ ...document, mailTo, link: { ...document.link, leadsTo } }, at);
}

/** There is no address to mail the link to: staff verify. */
export function withoutLink(document: RequestDocument, at: Temporal.Instant): RequestDocument {
  const { link: _, ...rest } = document;
  return withWakeAt(rest, at);
}

/** The person has been told of the answer: whoever can only be called stays known for staff to call. */
export function toldAnswer(document: RequestDocument, at: Temporal.Instant): RequestDocument {
  const isToBeCalled = document.contact !== undefined && addressOf(document) === undefined;
  return isOpen(document) || isToBeCalled ? document : withoutContact(document, at);
}

/** The mail with the answer cannot be delivered: staff are to reach the person otherwise, while the request knows whom. */
export function withUndelivered(document: RequestDocument, at: Temporal.Instant): RequestDocument {
  const isOver = isOpen(document) || document.contact === undefined || document.undeliveredAt !== undefined;
  return isOver ? document : withWakeAt({ ...document, undeliveredAt: timestamp(at) }, at);
}

/** A closed request without whom to answer. */
export function withoutContact(document: RequestDocument, at: Temporal.Instant): RequestDocument {
  return withWakeAt(withoutPerson(document), at);
}

/** The request whose package is erased. */
export function withoutPackage(document: RequestDocument, at: Temporal.Instant): RequestDocument {
  const { package: _, ...work } = document.work ?? {};
  // One that was still to be handed over is made anew.
  const { toStaff, ...rest } = document;
  const left = toStaff === 'to-hand-over' ? rest : document;
  return withWakeAt({ ...left, work }, at);
}

/** The request of which staff have been reminded. */
export function withReminded(
  document: RequestDocument,
  { reminded, at }: { readonly reminded: readonly number[]; readonly at: Temporal.Instant },
): RequestDocument {
  return withWakeAt({ ...document, reminded }, at);
}
