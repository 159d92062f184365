import { timestamp } from '../domain/calendar.ts';
import { isEvent, type PrivacyEvent } from '../domain/event.ts';
import type { Letter, Mail } from '../domain/letter.ts';
import type { RequestDocument } from '../domain/request.ts';
import { exceptionsAmong, noticesOf, progressIn } from '../domain/request-progress.ts';
import { groundsOf } from '../domain/request-step.ts';
import { addressOf, isOpen, proofDay } from '../domain/request-wake.ts';
import { register } from '../policy/register.ts';
import type { World } from '../ports.ts';
import { readRequest } from './change-request.ts';
import { documentsOf } from './documents-of.ts';
import { requestToConfirm } from './request-to-confirm.ts';

/**
 * The mail to the person that an event of a request causes, from the state at the moment of sending: whoever took it
 * back or was answered since gets none.
 */
export async function composeRequestMail(world: World, event: PrivacyEvent): Promise<Mail | undefined> {
  if (isEvent(event, 'request.received')) return composeConfirmation(world, event);
  if (isEvent(event, 'request.due')) return composeReminder(world, event);
  const document = (await readRequest(world, event.subject))?.document;
  if (document === undefined) return undefined;
  const to = addressOf(document);
  const letter = await letterFor(world, document, event);
  if (to === undefined || letter === undefined) return undefined;
  return { to, locale: document.locale, letter, messageId: event.id };
}

async function letterFor(
  world: World,
  document: RequestDocument,
  event: PrivacyEvent,
): Promise<Letter | undefined> {
  if (isEvent(event, 'request.verified')) return acceptance(world, document);
  if (isEvent(event, 'request.proof-asked')) return question(document);
  if (isEvent(event, 'request.extended')) return extension(world, document);
  if (isEvent(event, 'request.fulfilled') || isEvent(event, 'request.refused'))
    return answer(world, document);
  return undefined;
}

/** To whoever was stated, known or not: so that nobody learns who is known, and nobody gets what is not theirs. */
async function composeConfirmation(
  world: World,
  { id: messageId, data }: PrivacyEvent<'request.received'>,
): Promise<Mail | undefined> {
  const { document, to } = (await requestToConfirm(world, data.requestId)) ?? {};
  if (document?.link === undefined || to === undefined) return undefined;
  const { id: requestId, right, locale, link } = document;
  const page = world.links.request({ requestId, nonce: link.nonce });
  return { to, locale, letter: { letter: 'confirm-request', right, page, endsAt: link.endsAt }, messageId };
}

/** Of what takes its time, or waits for the person; all else is answered within moments. */
function acceptance(world: World, document: RequestDocument): Letter | undefined {
  const { right, dueOn, about } = document;
  const page = pageOf(world, document);
  const takesTime = (right === 'erasure' || right === 'rectification') && about !== undefined;
  if (!takesTime || dueOn === undefined || page === undefined) return undefined;
  return { letter: 'request-accepted', right, page, dueOn };
}

function question({ state, right, proofAskedAt }: RequestDocument): Letter | undefined {
  if (state !== 'received' || proofAskedAt === undefined) return undefined;
  return { letter: 'proof-asked', right, dueOn: proofDay(proofAskedAt) };
}

function extension(world: World, document: RequestDocument): Letter | undefined {
  const { right, dueOn, extension: given } = document;
  if (dueOn === undefined || given === undefined) return undefined;
  return { letter: 'request-extended', right, page: pageOf(world, document), dueOn, reason: given.reason };
}

async function answer(world: World, document: RequestDocument): Promise<Letter | undefined> {
  const { right, state, about, answer: given, work } = document;
  const isAnswer = state === 'fulfilled' || state === 'partly-fulfilled' || state === 'refused';
  if (!isAnswer || given === undefined) return undefined;
  const held = about && documentsOf(await world.subjects.holdings(about));
  const begun = noticesOf(document, held?.notices ?? []);
  const gone = progressIn(begun).filter(
    (progress) => progress.state === 'done' || progress.state === 'nothing-held',
  );
  return {
    letter: 'request-answered',
    right,
    state,
    page: pageOf(world, document),
    grounds: groundsOf(given),
    held: given.held,
    gone: right === 'erasure' ? gone.map(({ processor }) => processor) : [],
    exceptions: exceptionsAmong(begun),
    packageEndsAt: work?.package?.endsAt,
    note: given.note,
  };
}

/** To staff: the last day comes near, or is over. */
async function composeReminder(
  world: World,
  { id: messageId, data }: PrivacyEvent<'request.due'>,
): Promise<Mail | undefined> {
  const { requestId, dueOn, daysLeft } = data;
  const document = (await readRequest(world, requestId))?.document;
  if (document === undefined || !isOpen(document) || document.dueOn !== dueOn) return undefined;
  const { right } = document;
  const page = world.links.staff(`/ops/requests/${requestId}`);
  const letter = { letter: 'request-due', requestId, page, right, dueOn, daysLeft } as const;
  return { to: register.contacts.rights, locale: 'nb', letter, messageId };
}

/** To staff: somebody has to look whether a hold is still needed (GDPR Art. 5(1)(e)). */
export async function composeHoldMail(
  { links, subjects }: World,
  { id: messageId, subject, data: { holdId, reviewOn } }: PrivacyEvent<'hold.due'>,
): Promise<Mail | undefined> {
  const hold = await subjects.read(subject, 'hold', holdId);
  if (hold?.document.reviewOn !== reviewOn) return undefined;
  const letter = { letter: 'hold-due', holdId, page: links.staff('/ops/holds'), reviewOn } as const;
  return { to: register.contacts.rights, locale: 'nb', letter, messageId };
}

/** The person's page, while a link opens it. */
function pageOf({ clock, links }: World, { id: requestId, page }: RequestDocument): string | undefined {
  if (page === undefined || (page.endsAt !== undefined && page.endsAt <= timestamp(clock.now())))
    return undefined;
  return links.request({ requestId, nonce: page.nonce });
}
