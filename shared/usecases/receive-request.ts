import { dayOf } from '../domain/calendar.ts';
import type { AskId, RequestId } from '../domain/id.ts';
import { identifiersIn } from '../domain/identifier.ts';
import { type Invalid, invalid } from '../domain/invalid.ts';
import { receivedRequest } from '../domain/received-request.ts';
import type { RequestDocument } from '../domain/request.ts';
import { namesWhoAsks, type StaffRequest, type StatedRequest } from '../domain/request-input.ts';
import { stepRequest } from '../domain/request-step.ts';
import { requestRules } from '../policy/rights.ts';
import type { World } from '../ports.ts';
import { holidaysFor, requestSituation } from './change-request.ts';
import { findWhoAsks, heldOfWhoAsks, ownerOf, type WhoAsks } from './find-who-asks.ts';
import { stopUse } from './stop-use.ts';

export interface RequestReceipt {
  readonly outcome: 'received';
  readonly requestId: RequestId;
}

/**
 * Takes in what a person asks for (policy row P7, GDPR Art. 12). It looks up nobody, so it says of nobody whether we
 * know the address: a mail goes to whoever has it. Beyond so many in a day no mail goes any more and the request waits
 * for staff; beyond a flood nothing is stored. The answer is always the same. Two Cosmos DB requests, one more from the
 * second of a day on.
 */
export async function receiveRequest(world: World, stated: StatedRequest): Promise<RequestReceipt> {
  const requestId = world.ids.request();
  const room = await roomFor(world, stated);
  if (room === 'not-kept') return { outcome: 'received', requestId };
  const linkNonce = room === 'with-mail' ? world.ids.ask() : undefined;
  await store(world, { id: requestId, by: 'person', stated, linkNonce });
  return { outcome: 'received', requestId };
}

/**
 * Takes in what staff were asked for by mail or on the phone; `by` is who types. If it was shown to them who asks, it is
 * verified at once; else a link is mailed as to anybody. An objection counts at once, whoever says it: to be left alone
 * harms nobody (GDPR Art. 21(3)).
 */
export async function receiveStaffRequest(
  world: World,
  { request, by }: { readonly request: StaffRequest; readonly by: string },
): Promise<RequestReceipt | Invalid> {
  const { contact, identity, about, right } = request;
  const shown = identity === undefined ? undefined : await findWhoAsks(world, { contact, stated: about });
  if (shown?.outcome === 'invalid') return shown;
  if (shown && identity && namesWhoAsks(identity, { held: await heldOfWhoAsks(world, shown) })) {
    return invalid({ pointer: '/identity', reason: 'names-the-person' });
  }
  if (right === 'objection') {
    const owner = contact.email === undefined ? shown?.about : await ownerOf(world, contact.email);
    await stopUse(world, { contact, about: owner });
  }
  const requestId = world.ids.request();
  const mayHaveLink = shown === undefined && (await roomFor(world, request)) === 'with-mail';
  await store(world, {
    id: requestId,
    by: 'staff',
    stated: request,
    linkNonce: mayHaveLink ? world.ids.ask() : undefined,
    ...(shown && identity !== undefined && { shown: { ...shown, evidence: identity, by } }),
  });
  return { outcome: 'received', requestId };
}

/** Counts one more of today for whom it is asked, whoever asks, and says what there is room for. */
async function roomFor(
  { clock, keys, limits, telemetry }: World,
  { contact, right }: StatedRequest,
): Promise<'with-mail' | 'without-mail' | 'not-kept'> {
  const [identifier] = identifiersIn(contact);
  if (identifier === undefined) throw new RangeError('a request states an address or a number');
  const { mails, requests } = requestRules.aDay;
  const day = dayOf(clock.now()).toString();
  const taken = await limits.take(keys.identifierKey(identifier), { day, most: requests });
  if (taken <= mails) return 'with-mail';
  const outcome = taken <= requests ? 'without-mail' : 'not-kept';
  telemetry.event('request-limited', { right, outcome });
  return outcome;
}

async function store(
  world: World,
  {
    shown,
    ...given
  }: {
    readonly id: RequestId;
    readonly by: RequestDocument['by'];
    readonly stated: StatedRequest;
    readonly linkNonce: AskId | undefined;
    readonly shown?: WhoAsks & { readonly evidence: string; readonly by: string };
  },
): Promise<void> {
  const { ids, subjects, telemetry } = world;
  const situation = requestSituation(world);
  const { at, newEventId } = situation;
  const holidays = await holidaysFor(world, given.stated.receivedOn);
  const received = receivedRequest({ ...given, at, eventId: newEventId(), holidays });
  const verified =
    shown &&
    stepRequest(
      received.document,
      {
        step: 'verify',
        identity: { shown: 'staff', evidence: shown.evidence, by: shown.by },
        about: shown.about,
        mailTo: shown.mailTo,
        pageNonce: ids.ask(),
      },
      situation,
    );
  const stepped = verified?.outcome === 'stepped' ? verified : undefined;
  const outcome = await subjects.commit({
    subjectId: received.document.subjectId,
    head: { expect: 'any' },
    create: [stepped?.document ?? received.document],
    events: [received.event, ...(stepped?.events ?? [])],
  });
  if (outcome !== 'committed') throw new Error(`a new request was not stored: ${outcome}`);
  telemetry.event('request-received', { right: given.stated.right, by: given.by });
}
