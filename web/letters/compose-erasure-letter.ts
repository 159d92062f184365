import type { Letter } from '../../shared/domain/letter.ts';
import { type ProcessorId, processors } from '../../shared/policy/processors.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { retention } from '../../shared/policy/retention.ts';
import { fillIn } from '../fill-in.ts';
import { periodInWords } from '../period.ts';
import { type Block, type LetterContent, paragraph } from './letter-content.ts';
import { letterTexts as texts } from './letter-texts.ts';
import { senderOf } from './sender.ts';

/** What became of an erasure, and with whom it did not succeed (GDPR Art. 12(3), 12(4), 19). */
export function composeErasureLetter(
  { gone, exceptions, held }: Extract<Letter, { readonly letter: 'erasure-completed' }>,
  locale: Locale,
): LetterContent {
  const subject = exceptions.length === 0 ? texts.erasedSubject : texts.erasedSubjectExceptions;
  const period = periodInWords(retention.licence, locale);
  return {
    locale,
    subject: subject[locale],
    blocks: [
      paragraph(texts.greeting[locale]),
      paragraph(texts.erasedLead[locale]),
      ...listOfProcessors(texts.erasedProcessors[locale], gone),
      ...listOfProcessors(texts.erasedExceptions[locale], exceptions),
      ...(exceptions.length === 0 ? [] : [whyAndComplaint(locale)]),
      ...(held ? [paragraph(fillIn(texts.erasedHeld[locale], { rights: register.contacts.rights }))] : []),
      paragraph(fillIn(texts.erasedLicence[locale], { period })),
      paragraph(texts.erasedRemembered[locale]),
    ],
    foot: senderOf(locale),
  };
}

/** Processors by name, below what is said of them; nothing where there are none. */
export function listOfProcessors(lead: string, ids: readonly ProcessorId[]): readonly Block[] {
  if (ids.length === 0) return [];
  return [paragraph(lead), { block: 'list', items: ids.map((id) => processors[id].name) }];
}

function whyAndComplaint(locale: Locale): Block {
  const { rights } = register.contacts;
  const { authority } = register.controller;
  return paragraph(fillIn(texts.erasedExceptionsRights[locale], { rights, authority }));
}
