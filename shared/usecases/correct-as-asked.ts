import type { SubjectId } from '../domain/id.ts';
import type { RequestDocument } from '../domain/request.ts';
import { fieldChanges } from '../domain/request-progress.ts';
import type { AnswerCommand, BeginCommand } from '../domain/request-step.ts';
import type { World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';
import { rectifyPerson } from './rectify-person.ts';

/**
 * Corrects what a request asks to be corrected, as far as it is held, and says what is to be done with the request: it is
 * answered, or left to staff, where somebody has to look who it is. Safe to repeat.
 *
 * @throws Contended when others keep changing the subject.
 */
export async function correctAsAsked(
  world: World,
  {
    document: { corrections = {}, work = {} },
    about,
  }: { readonly document: RequestDocument; readonly about: SubjectId },
): Promise<BeginCommand | AnswerCommand> {
  const { records } = documentsOf(await world.subjects.holdings(about));
  const wanted = fieldChanges(records, corrections).filter(({ before }) => before.length > 0);
  const { rectification: id, ...others } = work;
  if (wanted.length === 0) return { step: 'begin', work: others, toStaff: 'not-held' };
  const held = Object.fromEntries(wanted.map(({ field, after }) => [field, after] as const));
  const receipt = await rectifyPerson(world, { subjectId: about, corrections: held, id });
  const answer = { refusals: [], held: true };
  switch (receipt.outcome) {
    case 'rectified':
      return { step: 'fulfil', answer, work };
    case 'nothing-to-correct':
      return { step: 'fulfil', answer, work: others };
    case 'invalid': {
      const isTaken = receipt.errors.some(({ reason }) => reason === 'belongs-to-another');
      return { step: 'begin', work: others, toStaff: isTaken ? 'belongs-to-another' : 'not-held' };
    }
  }
}
