import type { Letter } from '../../shared/domain/letter.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import { type LetterContent, paragraph } from './letter-content.ts';
import { deadlineTexts as texts } from './request-letter-texts.ts';

/** To staff: a request is to be answered, in so many days or long since. It names no person. */
export function composeRequestDue(
  { requestId, page, right, dueOn, daysLeft }: Extract<Letter, { readonly letter: 'request-due' }>,
  locale: Locale,
): LetterContent {
  const isOver = daysLeft < 0;
  const due = dayInWords(dueOn, locale);
  const name = rightTexts[right].name[locale];
  return {
    locale,
    subject: fillIn((isOver ? texts.overdueSubject : texts.dueSubject)[locale], { right: name, due }),
    blocks: [
      paragraph((isOver ? texts.overdueLead : texts.dueLead)[locale]),
      {
        block: 'facts',
        facts: [
          { name: texts.right[locale], value: name },
          { name: texts.due[locale], value: due },
          ...(isOver ? [] : [{ name: texts.daysLeft[locale], value: String(daysLeft) }]),
          { name: texts.request[locale], value: requestId, code: true },
        ],
      },
      { block: 'button', words: texts.openRequest[locale], link: page },
    ],
    foot: [paragraph(texts.foot[locale])],
  };
}

/** To staff: the day has come to look whether a hold is still needed. */
export function composeHoldDue(
  { holdId, page, reviewOn }: Extract<Letter, { readonly letter: 'hold-due' }>,
  locale: Locale,
): LetterContent {
  const review = dayInWords(reviewOn, locale);
  return {
    locale,
    subject: fillIn(texts.holdSubject[locale], { review }),
    blocks: [
      paragraph(texts.holdLead[locale]),
      {
        block: 'facts',
        facts: [
          { name: texts.review[locale], value: review },
          { name: texts.hold[locale], value: holdId, code: true },
        ],
      },
      { block: 'button', words: texts.openHolds[locale], link: page },
    ],
    foot: [paragraph(texts.foot[locale])],
  };
}
