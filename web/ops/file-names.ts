import type { PersonFile } from '../../shared/domain/person-file.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { answers, decisions } from '../package/package-words.ts';

type Words = Readonly<Record<Locale, string>>;

/** What something is called, and the badge it stands in. */
export interface State {
  readonly words: Words;
  readonly badge: 'ok' | 'warn' | 'late' | 'quiet' | '';
}

type Notice = PersonFile['erasures' | 'rectifications' | 'withdrawals'][number];
type Processor = Notice['processors'][number];
type Answer = Processor['answer'];
type Decision = NonNullable<Processor['decision']>['decision'];

/** How an erasure, a rectification or a withdrawal stands. */
export const noticeStates: Readonly<Record<Notice['state'], State>> = {
  held: { words: { nb: 'stanset av en sperre', en: 'stopped by a hold' }, badge: 'warn' },
  deleting: { words: { nb: 'sletter', en: 'erasing' }, badge: '' },
  waiting: { words: { nb: 'venter på svar', en: 'waits for answers' }, badge: '' },
  telling: { words: { nb: 'personen får beskjed', en: 'the person is being told' }, badge: '' },
  releasing: { words: { nb: 'avslutter', en: 'ending' }, badge: '' },
  completed: { words: { nb: 'fullført', en: 'completed' }, badge: 'ok' },
  'completed-with-exceptions': {
    words: { nb: 'fullført med unntak', en: 'completed with exceptions' },
    badge: 'warn',
  },
  superseded: { words: { nb: 'tatt over av en sletting', en: 'taken over by an erasure' }, badge: 'quiet' },
  verified: { words: { nb: 'etterprøvd: ingenting igjen', en: 'verified: nothing left' }, badge: 'ok' },
};

const answerBadges: Readonly<Record<Answer, State['badge']>> = {
  notified: '',
  accepted: '',
  done: 'ok',
  verified: 'ok',
  'nothing-held': 'ok',
  failed: 'late',
  unreachable: 'warn',
  manual: 'warn',
};

const decisionBadges: Readonly<Record<Decision, State['badge']>> = {
  done: 'ok',
  'nothing-held': 'ok',
  exception: 'warn',
};

/** What a processor answered; or what staff decided, where it would not or could not. */
export function answerState({ answer, decision }: Pick<Processor, 'answer' | 'decision'>): State {
  if (decision === undefined) return { words: answers[answer], badge: answerBadges[answer] };
  return { words: decisions[decision.decision], badge: decisionBadges[decision.decision] };
}

export const requestStates: Readonly<Record<PersonFile['requests'][number]['state'], State>> = {
  received: { words: { nb: 'mottatt', en: 'received' }, badge: '' },
  verified: { words: { nb: 'identiteten er vist', en: 'identity shown' }, badge: '' },
  'in-progress': { words: { nb: 'under arbeid', en: 'in progress' }, badge: '' },
  extended: { words: { nb: 'under arbeid, forlenget', en: 'in progress, extended' }, badge: 'warn' },
  fulfilled: { words: { nb: 'oppfylt', en: 'fulfilled' }, badge: 'ok' },
  'partly-fulfilled': { words: { nb: 'delvis oppfylt', en: 'partly fulfilled' }, badge: 'ok' },
  refused: { words: { nb: 'avslått', en: 'refused' }, badge: 'quiet' },
  expired: { words: { nb: 'ikke bekreftet i tide', en: 'not confirmed in time' }, badge: 'quiet' },
  cancelled: { words: { nb: 'trukket tilbake', en: 'cancelled' }, badge: 'quiet' },
};

export const consentStates: Readonly<Record<PersonFile['consents'][number]['state'], State>> = {
  requested: { words: { nb: 'spurt, ikke bekreftet', en: 'asked, not confirmed' }, badge: '' },
  given: { words: { nb: 'gitt', en: 'given' }, badge: 'ok' },
  refused: { words: { nb: 'avslått', en: 'refused' }, badge: 'quiet' },
  withdrawn: { words: { nb: 'trukket', en: 'withdrawn' }, badge: 'quiet' },
};

export const causeNames: Readonly<Record<PersonFile['erasures'][number]['cause'], Words>> = {
  retention: { nb: 'tiden er ute', en: 'its time is over' },
  'licence-end': { nb: 'lisensen er slutt', en: 'the licence has ended' },
  withdrawal: { nb: 'samtykket er trukket', en: 'the consent was withdrawn' },
  'data-subject': { nb: 'personen ba om det', en: 'the person asked for it' },
  'contact-replaced': { nb: 'lisensen har ny kontaktperson', en: 'the licence has another contact person' },
};

const channels: Readonly<Record<string, Words>> = {
  profile: { nb: 'profil på nettstedet', en: 'a profile on the web site' },
  newsletter: { nb: 'påmelding til nyheter', en: 'a newsletter sign-up' },
  event: { nb: 'påmelding til arrangement', en: 'an event sign-up' },
  'contact-form': { nb: 'kontaktskjema', en: 'a contact form' },
  software: { nb: 'programvaren', en: 'the software' },
  phone: { nb: 'telefon', en: 'phone' },
  email: { nb: 'e-post', en: 'e-mail' },
};

/** What a channel is called; the channel itself where it has no name. */
export function channelName(channel: string, locale: Locale): string {
  return channels[channel]?.[locale] ?? channel;
}
