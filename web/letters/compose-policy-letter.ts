import type { Letter } from '../../shared/domain/letter.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { retention } from '../../shared/policy/retention.ts';
import { type PolicyVersion, versions as policyVersions } from '../../shared/policy/versions.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import { periodInWords } from '../period.ts';
import { type LetterContent, paragraph } from './letter-content.ts';
import { letterTexts } from './letter-texts.ts';
import { policyLetterTexts as texts } from './policy-letter-texts.ts';
import { senderOf } from './sender.ts';

/** That the policy changes, what changes, and where to read it (policy row P12). */
export function composePolicyLetter(
  { policyVersion, page, asksAgain }: Extract<Letter, { readonly letter: 'policy-announced' }>,
  locale: Locale,
  versions: readonly PolicyVersion[] = policyVersions,
): LetterContent {
  const date = dayInWords(policyVersion, locale);
  const { rights } = register.contacts;
  const summary = versions.find((version) => version.date === policyVersion)?.summary[locale];
  return {
    locale,
    subject: fillIn(texts.subject[locale], { date }),
    blocks: [
      paragraph(letterTexts.greeting[locale]),
      paragraph(fillIn(texts.lead[locale], { date })),
      ...(summary === undefined ? [] : [paragraph(fillIn(texts.what[locale], { summary }))]),
      { block: 'button', words: texts.button[locale], link: page },
      ...(asksAgain ? [paragraph(texts.asksAgain[locale])] : []),
      paragraph(fillIn(texts.nothingToDo[locale], { rights })),
      paragraph(texts.once[locale]),
    ],
    foot: senderOf(locale),
  };
}

/** The question whether a consent still holds that was given to an older policy. */
export function composeConfirmationAgain(
  {
    confirm,
    unsubscribe,
    policyVersion,
  }: Extract<Letter, { readonly letter: 'confirm-marketing' }> & { readonly policyVersion: string },
  locale: Locale,
): LetterContent {
  const date = dayInWords(policyVersion, locale);
  const period = periodInWords(retention.unconfirmedConsent, locale);
  return {
    locale,
    subject: texts.againSubject[locale],
    blocks: [
      paragraph(letterTexts.greeting[locale]),
      paragraph(fillIn(texts.againWhy[locale], { date })),
      { block: 'button', words: texts.againButton[locale], link: confirm },
      paragraph(letterTexts.confirmHow[locale]),
      paragraph(fillIn(texts.againIgnore[locale], { period })),
      { block: 'link', words: letterTexts.confirmRefuse[locale], link: unsubscribe },
    ],
    foot: senderOf(locale),
  };
}
