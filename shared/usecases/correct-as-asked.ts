import type { SubjectId } from '../domain/id.ts';
import { identifyingChange } from '../domain/rectification.ts';
import type { RequestDocument, RequestWork } from '../domain/request.ts';
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
    by,
  }: {
    readonly document: RequestDocument;
    readonly about: SubjectId;
    /** Who lets it be made: what says who the person is only staff do, once they have seen whose it is. */
    readonly by: RequestDocument['by'];
  },
): Promise<BeginCommand | AnswerCommand> {
  const { records } = documentsOf(await world.subjects.holdings(about));
  const all = fieldChanges(records, corrections);
  const identifying = by === 'person' ? identifyingChange(records, corrections) : undefined;
  const wanted = all.filter(({ field, before }) => before.length > 0 && field !== identifying);
  const left = identifying === undefined ? 'not-held' : 'new-address';
  const { rectification: id, ...others } = work;
  if (wanted.length === 0) return { step: 'begin', work: others, toStaff: left };
  const held = Object.fromEntries(wanted.map(({ field, after }) => [field, after] as const));
  const receipt = await rectifyPerson(world, { subjectId: about, corrections: held, id });
  const answer = { refusals: [], held: true };
  // What is held is corrected; what to do with the rest, somebody has to ask.
  const done = (after: RequestWork): BeginCommand | AnswerCommand =>
    wanted.length < all.length
      ? { step: 'begin', work: { ...after, begun: true }, toStaff: left }
      : { step: 'fulfil', answer, work: after };
  switch (receipt.outcome) {
    case 'rectified':
      return done(work);
    case 'nothing-to-correct':
      return done(others);
    case 'invalid': {
      const isTaken = receipt.errors.some(({ reason }) => reason === 'belongs-to-another');
      return { step: 'begin', work: others, toStaff: isTaken ? 'belongs-to-another' : 'not-held' };
    }
  }
}
