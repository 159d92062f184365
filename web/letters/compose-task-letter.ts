import type { Letter } from '../../shared/domain/letter.ts';
import { processorReasons } from '../../shared/policy/processor-reasons.ts';
import { processors } from '../../shared/policy/processors.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import { type LetterContent, paragraph } from './letter-content.ts';
import { taskTexts as texts } from './letter-texts.ts';

/** What staff have to do at a processor, by when, and where the task is. It names no person. */
export function composeTaskLetter(
  { taskId, page, notice, processor: id, because, dueOn }: Extract<Letter, { readonly letter: 'task' }>,
  locale: Locale,
): LetterContent {
  const processor = processors[id].name;
  const due = dayInWords(dueOn, locale);
  const { lead, name, article } = texts[notice];
  return {
    locale,
    subject: fillIn(texts.subject[locale], { notice: name[locale], processor, due }),
    blocks: [
      paragraph(fillIn(lead[locale], { processor })),
      {
        block: 'facts',
        facts: [
          { name: texts.because[locale], value: `${processor}: ${processorReasons[because][locale]}` },
          { name: texts.due[locale], value: due },
          { name: texts.legalGround[locale], value: article[locale] },
          { name: texts.task[locale], value: taskId, code: true },
        ],
      },
      { block: 'button', words: texts.see[locale], link: page },
      paragraph(texts.how[locale]),
    ],
    foot: [paragraph(texts.foot[locale])],
  };
}
