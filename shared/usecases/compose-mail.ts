import { Temporal } from 'temporal-polyfill';
import { questionState } from '../domain/consent-answer.ts';
import { type EventName, isEvent, type PrivacyEvent } from '../domain/event.ts';
import { keptUnused } from '../domain/held-erasure.ts';
import type { Letter, Mail } from '../domain/letter.ts';
import { entriesOf, exceptionsIn, isTask } from '../domain/recipient.ts';
import { taskIdOf } from '../domain/task.ts';
import { isRestricted, mayUse } from '../domain/use.ts';
import { register } from '../policy/register.ts';
import type { Holdings, World } from '../ports.ts';
import { composePolicyMail } from './compose-policy-mail.ts';
import { composeHoldMail, composeRequestMail } from './compose-request-mail.ts';
import { documentsOf } from './documents-of.ts';

/** Which event is told by which letter. */
const letters = {
  'consent.requested': 'confirm-marketing',
  'consent.given': 'welcome-to-marketing',
  'erasure.answered': 'erasure-completed',
  'processor.answered': 'task',
  'policy.announced': 'policy-announced',
  'request.received': 'confirm-request',
  'request.verified': 'request-accepted',
  'request.proof-asked': 'proof-asked',
  'request.extended': 'request-extended',
  'request.fulfilled': 'request-answered',
  'request.refused': 'request-answered',
  'request.due': 'request-due',
  'hold.due': 'hold-due',
} as const satisfies Partial<Record<EventName, Letter['letter']>>;

/** The letter that an event may cause; undefined for most. */
export function letterOf(event: PrivacyEvent): Letter['letter'] | undefined {
  const names = Object.keys(letters) as (keyof typeof letters)[];
  const name = names.find((each) => isEvent(event, each));
  return name && letters[name];
}

/**
 * The mail that an event causes, from the state at the moment of sending: whoever was erased, restricted or said no
 * since then gets none. The message id is the event's, or the erasure's: a mail sent twice
 * is one to the mail program.
 */
export async function composeMail(world: World, event: PrivacyEvent): Promise<Mail | undefined> {
  if (isEvent(event, 'consent.requested')) return composeQuestion(world, event);
  if (isEvent(event, 'consent.given')) return isNews(world, event) ? composeWelcome(world, event) : undefined;
  if (isEvent(event, 'erasure.answered')) return composeErasure(world, event);
  if (isEvent(event, 'processor.answered')) return composeTask(world, event);
  if (isEvent(event, 'policy.announced'))
    return isNews(world, event) ? composePolicyMail(world, event) : undefined;
  if (isEvent(event, 'hold.due')) return composeHoldMail(world, event);
  return composeRequestMail(world, event);
}

/**
 * The topic keeps no event for longer than two weeks. One that is older comes from a change feed that is read anew, and
 * nobody is welcomed or told of a policy a second time; all other letters have lost their reason by themselves.
 */
function isNews({ clock }: Pick<World, 'clock'>, { time }: PrivacyEvent): boolean {
  return Temporal.Instant.compare(clock.now().subtract({ hours: 14 * 24 }), Temporal.Instant.from(time)) < 0;
}

async function composeQuestion(
  { clock, links, subjects }: World,
  { id, subject: subjectId, data }: PrivacyEvent<'consent.requested'>,
): Promise<Mail | undefined> {
  const { consent, holds } = personIn(await subjects.holdings(subjectId));
  const { email } = consent?.contact ?? {};
  if (consent === undefined || email === undefined) return undefined;
  const isOpen = questionState(consent, data.ask, clock.now()) === 'open';
  if (!isOpen || isRestricted(consent, holds)) return undefined;
  return {
    to: email,
    locale: consent.locale,
    letter: {
      letter: 'confirm-marketing',
      confirm: links.confirm({ subjectId, askId: data.ask }),
      unsubscribe: links.unsubscribe({ subjectId }),
      policyVersion: data.act === 'policy-change' ? data.policyVersion : undefined,
    },
    messageId: id,
  };
}

async function composeWelcome(
  { clock, links, subjects }: World,
  { id, subject: subjectId, data }: PrivacyEvent<'consent.given'>,
): Promise<Mail | undefined> {
  if (data.renewed) return undefined;
  const at = clock.now();
  const { consent, ...person } = personIn(await subjects.holdings(subjectId));
  // The consent is its own latest word: the address's entry can only remember an older one.
  const verdict = mayUse('marketing', { ...person, suppressed: undefined }, at);
  if (consent === undefined || !verdict.allowed || verdict.contact.email === undefined) return undefined;
  return {
    to: verdict.contact.email,
    locale: consent.locale,
    letter: {
      letter: 'welcome-to-marketing',
      unsubscribe: links.unsubscribe({ subjectId }),
      preferences: links.preferences({ subjectId, at }),
    },
    messageId: id,
  };
}

async function composeErasure(
  { subjects }: World,
  { subject, data }: PrivacyEvent<'erasure.answered'>,
): Promise<Mail | undefined> {
  const { notices } = documentsOf(await subjects.holdings(subject));
  const erasure = notices.find(({ id }) => id === data.erasureId);
  if (erasure?.kind !== 'erasure' || erasure.state !== 'telling') return undefined;
  const { tell, recipients } = erasure;
  if (tell === undefined) return undefined;
  const exceptions = exceptionsIn(recipients);
  return {
    to: tell.email,
    locale: tell.locale,
    letter: {
      letter: 'erasure-completed',
      gone: entriesOf(recipients).flatMap(([processor]) =>
        exceptions.includes(processor) ? [] : [processor],
      ),
      exceptions,
      held: keptUnused(notices).size > 0,
    },
    messageId: data.erasureId,
  };
}

/** To staff: what a processor's interface cannot do, or a processor would not. */
async function composeTask(
  { subjects, links }: World,
  { id, subject, data }: PrivacyEvent<'processor.answered'>,
): Promise<Mail | undefined> {
  const { processor, notice, answer } = data;
  if (answer !== 'manual' && answer !== 'failed') return undefined;
  const stored = await subjects.read(subject, notice.kind, notice.id);
  const recipient = stored?.document.recipients[processor];
  if (stored === undefined || recipient === undefined || !isTask(recipient)) return undefined;
  const { because, dueOn } = recipient;
  if (because === undefined || dueOn === undefined) return undefined;
  const taskId = taskIdOf(stored.document, processor);
  return {
    to: register.contacts.rights,
    locale: 'nb',
    letter: {
      letter: 'task',
      taskId,
      page: links.staff(`/ops/tasks/${taskId}`),
      notice: notice.kind,
      processor,
      because,
      dueOn,
    },
    messageId: id,
  };
}

function personIn(holdings: Holdings) {
  const person = documentsOf(holdings);
  return { ...person, consent: person.records.find((record) => record.kind === 'consent') };
}
