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
 * know the address: a mail goes to whoever has it. Beyond so many in a day nothing is stored and nothing mailed, and the
 * answer is the same. Two Cosmos DB requests, one more from the second of a day on.
 */
export async function receiveRequest(world: World, stated: StatedRequest): Promise<RequestReceipt> {
  const requestId = world.ids.request();
  if ((await mayMail(world, stated)) === 'beyond') return { outcome: 'received', requestId };
  await store(world, { id: requestId, by: 'person', stated, linkNonce: world.ids.ask() });
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
  if (right === 'objection' && contact.email !== undefined) {
    await stopUse(world, { email: contact.email, about: await ownerOf(world, contact.email) });
  }
  const requestId = world.ids.request();
  const mayHaveLink = shown === undefined && (await mayMail(world, request)) === 'within';
  await store(world, {
    id: requestId,
    by: 'staff',
    stated: request,
    linkNonce: mayHaveLink ? world.ids.ask() : undefined,
    ...(shown && identity !== undefined && { shown: { ...shown, evidence: identity, by } }),
  });
  return { outcome: 'received', requestId };
}

/** Counts the mail that a link would be, whoever asks for it. */
function mayMail({ keys, limits }: World, { contact }: StatedRequest): Promise<'within' | 'beyond'> {
  const [identifier] = identifiersIn(contact);
  if (identifier === undefined) throw new RangeError('a request states an address or a number');
  return limits.take(keys.identifierKey(identifier), requestRules.mostMails);
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
  telemetry.count('requests-received', { right: given.stated.right, by: given.by });
}
