import type { Temporal } from 'temporal-polyfill';
import { timestamp } from '../domain/calendar.ts';
import type { RecordDocument } from '../domain/document.ts';
import { type Corrections, identifyingChange } from '../domain/rectification.ts';
import type { RequestDocument, RequestPackage } from '../domain/request.ts';
import { isLinkOut } from '../domain/request-entry.ts';
import { answerShown, fieldChanges, noticesOf, progressIn } from '../domain/request-progress.ts';
import { mayBeDone } from '../domain/request-step.ts';
import type { RequestView } from '../domain/request-view.ts';
import { awaitsPress, isOpen } from '../domain/request-wake.ts';
import type { Holdings, Stored, World } from '../ports.ts';
import { readRequest } from './change-request.ts';
import { documentsOf } from './documents-of.ts';
import { isStillTheirs } from './still-theirs.ts';

/** Which request a person wants to see or change, and by which link. */
export interface RequestLinkUsed {
  readonly requestId: string;
  readonly token: string;
}

/** What a link opens: the page before the identity is shown, or the person's page after it. */
export type Opens = 'confirmation' | 'page';

/** What a person sees of a request by the link; undefined when the link opens nothing, or nothing any more. */
export async function openRequestPage(world: World, used: RequestLinkUsed): Promise<RequestView | undefined> {
  const opened = await openByLink(world, used);
  return opened && viewOf(world, opened.stored.document);
}

/** The request that a link leads to, and what it opens. */
export async function openByLink(
  world: World,
  { requestId, token }: RequestLinkUsed,
): Promise<{ readonly stored: Stored<RequestDocument>; readonly opens: Opens } | undefined> {
  const stored = await readRequest(world, requestId);
  const opens = stored && (await whatOpens(world, stored.document, token));
  return stored === undefined || opens === undefined ? undefined : { stored, opens };
}

/** What a token opens of a request as it stands: no page of somebody whose address it is no more. */
export async function whatOpens(
  world: World,
  document: RequestDocument,
  token: string,
): Promise<Opens | undefined> {
  const opens = opensByToken(world, document, token);
  return opens === 'page' && !(await isStillTheirs(world, document)) ? undefined : opens;
}

/** What a token opens of a request, whosever the address is by now. */
export function opensByToken(
  { clock, links }: Pick<World, 'clock' | 'links'>,
  document: RequestDocument,
  token: string,
): Opens | undefined {
  const { id: requestId, state, link, page } = document;
  const at = clock.now();
  const isOf = (nonce: NonNullable<typeof page>['nonce']) =>
    links.isRequestToken(token, { requestId, nonce });
  if (link !== undefined && state === 'received' && isLinkOut(document, at) && isOf(link.nonce)) {
    return 'confirmation';
  }
  const isOver = page?.endsAt !== undefined && page.endsAt <= timestamp(at);
  return page !== undefined && !isOver && isOf(page.nonce) ? 'page' : undefined;
}

async function viewOf(world: World, document: RequestDocument): Promise<RequestView> {
  const { right, state, locale, receivedOn, dueOn, about, corrections, work } = document;
  // Nothing of what is held is looked up before the identity is shown.
  const held = about && (await world.subjects.holdings(about));
  const { records = [], notices = [] } = held ? documentsOf(held) : {};
  const begun = noticesOf(document, notices);
  const fetchable = packageIn(document, held, world.clock.now());
  return {
    right,
    state,
    locale,
    receivedOn,
    dueOn,
    step: stepFor(document),
    canCancel: isOpen(document) && !mayBeDone(work),
    ...(isOpen(document) && about && corrections && correctionsIn(records, corrections)),
    ...(begun.length > 0 && { progress: progressIn(begun) }),
    ...(fetchable && { package: { endsAt: fetchable.endsAt } }),
    ...(document.answer && { answer: answerShown(document, begun) }),
  };
}

function correctionsIn(records: readonly RecordDocument[], corrections: Corrections) {
  const checkedFirst = identifyingChange(records, corrections);
  return { changes: fieldChanges(records, corrections), ...(checkedFirst && { checkedFirst }) };
}

/** The package while it can be fetched: an erasure takes it along before its time. */
export function packageIn(
  { work, about }: RequestDocument,
  held: Pick<Holdings, 'head'> | undefined,
  at: Temporal.Instant,
): RequestPackage | undefined {
  const made = work?.package;
  if (made === undefined || made.endsAt <= timestamp(at)) return undefined;
  const isNoted = held?.head?.document.packages?.some(({ id }) => id === made.id) ?? false;
  return about === undefined || isNoted ? made : undefined;
}

function stepFor(document: RequestDocument): RequestView['step'] {
  if (!isOpen(document)) return 'read';
  if (document.state === 'received') return 'confirm';
  return awaitsPress(document) ? 'correct' : 'wait';
}
