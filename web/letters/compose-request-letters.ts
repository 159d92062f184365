import type { Letter } from '../../shared/domain/letter.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { extensionReasons, type Right, refusalGrounds } from '../../shared/policy/rights.ts';
import { articleInWords } from '../article.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import { dayInWords, momentInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import { listOfProcessors } from './compose-erasure-letter.ts';
import { type Block, type LetterContent, paragraph } from './letter-content.ts';
import { letterTexts } from './letter-texts.ts';
import { answerLeads, requestLetterTexts as texts } from './request-letter-texts.ts';
import { senderOf } from './sender.ts';

type LetterOf<Name extends Letter['letter']> = Extract<Letter, { readonly letter: Name }>;

/** The link that shows whose address it is. To known and unknown alike, so it says nothing of what is held. */
export function composeConfirmRequest(
  { right, page, endsAt }: LetterOf<'confirm-request'>,
  locale: Locale,
): LetterContent {
  return {
    ...personal(fillIn(texts.confirmSubject[locale], nameOf(right, locale)), locale),
    blocks: [
      paragraph(letterTexts.greeting[locale]),
      paragraph(fillIn(texts.confirmWhy[locale], nameOf(right, locale))),
      { block: 'button', words: texts.confirmButton[locale], link: page },
      paragraph(fillIn(texts.confirmHow[locale], { until: momentInWords(endsAt, locale) })),
      paragraph(texts.confirmIgnore[locale]),
      paragraph(texts.confirmAlways[locale]),
    ],
  };
}

/** It is confirmed: by when it is answered, and where to follow it. */
export function composeRequestAccepted(
  { right, page, dueOn }: LetterOf<'request-accepted'>,
  locale: Locale,
): LetterContent {
  return {
    ...personal(fillIn(texts.acceptedSubject[locale], nameOf(right, locale)), locale),
    blocks: [
      paragraph(letterTexts.greeting[locale]),
      paragraph(texts.acceptedLead[locale]),
      paragraph(fillIn(whatComes(right)[locale], { due: dayInWords(dueOn, locale) })),
      ...pageButton(page, locale),
    ],
  };
}

function whatComes(right: Right) {
  switch (right) {
    case 'erasure':
      return texts.acceptedErasure;
    case 'rectification':
      return texts.acceptedRectification;
    case 'access':
    case 'portability':
    case 'restriction':
    case 'objection':
      return texts.acceptedDue;
  }
}

/** More than the link is needed (GDPR Art. 12(6)): how to show it, and that papers are not wanted. */
export function composeProofAsked({ right, dueOn }: LetterOf<'proof-asked'>, locale: Locale): LetterContent {
  const { rights } = register.contacts;
  return {
    ...personal(fillIn(texts.proofSubject[locale], nameOf(right, locale)), locale),
    blocks: [
      paragraph(letterTexts.greeting[locale]),
      paragraph(fillIn(texts.proofLead[locale], nameOf(right, locale))),
      paragraph(fillIn(texts.proofHow[locale], { rights, due: dayInWords(dueOn, locale) })),
      paragraph(texts.proofElse[locale]),
    ],
  };
}

/** It takes up to two months more, and why (GDPR Art. 12(3)). */
export function composeRequestExtended(
  { right, page, dueOn, reason }: LetterOf<'request-extended'>,
  locale: Locale,
): LetterContent {
  return {
    ...personal(fillIn(texts.extendedSubject[locale], nameOf(right, locale)), locale),
    blocks: [
      paragraph(letterTexts.greeting[locale]),
      paragraph(fillIn(texts.extendedLead[locale], { reason: extensionReasons[reason][locale] })),
      paragraph(fillIn(texts.acceptedDue[locale], { due: dayInWords(dueOn, locale) })),
      ...(page === undefined ? [] : pageButton(page, locale)),
      disagreement(locale),
    ],
  };
}

/** What became of it; where a part was refused, on which ground and where to complain (GDPR Art. 12(3), 12(4)). */
export function composeRequestAnswered(answer: LetterOf<'request-answered'>, locale: Locale): LetterContent {
  const { right, page, packageEndsAt, exceptions, gone, note } = answer;
  const isWhole = answer.state === 'fulfilled';
  const button = packageEndsAt === undefined ? texts.answerButton : texts.packageButton;
  return {
    ...personal(fillIn(texts.answeredSubject[locale], nameOf(right, locale)), locale),
    blocks: [
      paragraph(letterTexts.greeting[locale]),
      ...outcomeOf(answer, locale),
      ...groundsOf(answer, locale),
      ...listOfProcessors(letterTexts.erasedProcessors[locale], gone),
      ...listOfProcessors(letterTexts.erasedExceptions[locale], exceptions),
      ...(note === undefined ? [] : [paragraph(fillIn(texts.note[locale], { note }))]),
      ...(page === undefined ? [] : pageButton(page, locale, button)),
      ...(packageEndsAt === undefined
        ? []
        : [paragraph(fillIn(texts.packageUntil[locale], { until: momentInWords(packageEndsAt, locale) }))]),
      ...(isWhole ? [] : [disagreement(locale)]),
      ...(right === 'erasure' && answer.held ? [paragraph(letterTexts.erasedRemembered[locale])] : []),
      paragraph(texts.forgotten[locale]),
    ],
  };
}

function outcomeOf(
  { state, right, held, packageEndsAt }: LetterOf<'request-answered'>,
  locale: Locale,
): Block[] {
  if (state === 'refused') return [paragraph(texts.refused[locale])];
  if (!held) {
    return [
      paragraph(texts.nothingHeld[locale]),
      ...(right === 'objection' ? [paragraph(texts.refusesAllTheSame[locale])] : []),
      ...(packageEndsAt === undefined ? [] : [paragraph(texts.packageAllTheSame[locale])]),
    ];
  }
  return [paragraph((state === 'fulfilled' ? answerLeads[right] : texts.partly)[locale])];
}

function groundsOf({ grounds }: LetterOf<'request-answered'>, locale: Locale): Block[] {
  if (grounds.length === 0) return [];
  const items = grounds.map((ground) => {
    const { article, [locale]: words } = refusalGrounds[ground];
    return fillIn(texts.groundItem[locale], { words, article: articleInWords(article, locale) });
  });
  return [paragraph(texts.grounds[locale]), { block: 'list', items }];
}

function disagreement(locale: Locale): Block {
  const { rights } = register.contacts;
  const { authority } = register.controller;
  return paragraph(fillIn(texts.rights[locale], { rights, authority }));
}

function pageButton(
  link: string,
  locale: Locale,
  words: Readonly<Record<Locale, string>> = texts.pageButton,
): Block[] {
  return [{ block: 'button', words: words[locale], link }, paragraph(texts.pageKeep[locale])];
}

function personal(subject: string, locale: Locale): Pick<LetterContent, 'locale' | 'subject' | 'foot'> {
  return { locale, subject, foot: senderOf(locale) };
}

function nameOf(right: Right, locale: Locale): { readonly right: string } {
  return { right: rightTexts[right].name[locale] };
}
