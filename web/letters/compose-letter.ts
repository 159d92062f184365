import type { Letter } from '../../shared/domain/letter.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { memory, retention } from '../../shared/policy/retention.ts';
import { fillIn } from '../fill-in.ts';
import { periodInWords } from '../period.ts';
import { composeHoldDue, composeRequestDue } from './compose-deadline-letters.ts';
import { composeErasureLetter } from './compose-erasure-letter.ts';
import { composeConfirmationAgain, composePolicyLetter } from './compose-policy-letter.ts';
import {
  composeConfirmRequest,
  composeProofAsked,
  composeRequestAccepted,
  composeRequestAnswered,
  composeRequestExtended,
} from './compose-request-letters.ts';
import { composeTaskLetter } from './compose-task-letter.ts';
import { type LetterContent, paragraph } from './letter-content.ts';
import { letterTexts as texts } from './letter-texts.ts';
import { senderOf } from './sender.ts';

/** What a letter says, in one language. */
export function composeLetter(letter: Letter, locale: Locale): LetterContent {
  switch (letter.letter) {
    case 'confirm-marketing':
      return letter.policyVersion === undefined
        ? composeConfirmation(letter, locale)
        : composeConfirmationAgain({ ...letter, policyVersion: letter.policyVersion }, locale);
    case 'welcome-to-marketing':
      return composeWelcome(letter, locale);
    case 'erasure-completed':
      return composeErasureLetter(letter, locale);
    case 'policy-announced':
      return composePolicyLetter(letter, locale);
    case 'confirm-request':
      return composeConfirmRequest(letter, locale);
    case 'request-accepted':
      return composeRequestAccepted(letter, locale);
    case 'proof-asked':
      return composeProofAsked(letter, locale);
    case 'request-extended':
      return composeRequestExtended(letter, locale);
    case 'request-answered':
      return composeRequestAnswered(letter, locale);
    case 'request-due':
      return composeRequestDue(letter, locale);
    case 'hold-due':
      return composeHoldDue(letter, locale);
    case 'task':
      return composeTaskLetter(letter, locale);
  }
}

type LetterOf<Name extends Letter['letter']> = Extract<Letter, { readonly letter: Name }>;

function composeConfirmation(
  { confirm, unsubscribe }: LetterOf<'confirm-marketing'>,
  locale: Locale,
): LetterContent {
  const period = periodInWords(retention.unconfirmedConsent, locale);
  return {
    locale,
    subject: texts.confirmSubject[locale],
    blocks: [
      paragraph(texts.greeting[locale]),
      paragraph(texts.confirmWhy[locale]),
      { block: 'button', words: texts.confirmButton[locale], link: confirm },
      paragraph(texts.confirmHow[locale]),
      paragraph(fillIn(texts.confirmIgnore[locale], { period })),
      { block: 'link', words: texts.confirmRefuse[locale], link: unsubscribe },
    ],
    foot: senderOf(locale),
  };
}

/** Policy row P6: the way out stands at the foot, and who helps. */
function composeWelcome(
  { unsubscribe, preferences }: LetterOf<'welcome-to-marketing'>,
  locale: Locale,
): LetterContent {
  const period = periodInWords(memory.preferencesLink, locale);
  const { help } = register.contacts;
  return {
    locale,
    subject: texts.welcomeSubject[locale],
    blocks: [
      paragraph(texts.greeting[locale]),
      paragraph(texts.welcomeLead[locale]),
      paragraph(texts.welcomeFree[locale]),
      { block: 'button', words: texts.welcomeButton[locale], link: preferences },
      paragraph(fillIn(texts.welcomeKeep[locale], { period })),
      paragraph(fillIn(texts.welcomeHelp[locale], { help })),
    ],
    foot: [{ block: 'link', words: texts.unsubscribe[locale], link: unsubscribe }, ...senderOf(locale)],
  };
}
