import type { RequestDocument } from '../domain/request.ts';
import { type AnswerCommand, type BeginCommand, stepRequest } from '../domain/request-step.ts';
import { addressOf, isPipelines } from '../domain/request-wake.ts';
import type { World } from '../ports.ts';
import { buildPackage } from './build-package.ts';
import { readRequest, replaceRequest, requestSituation } from './change-request.ts';
import { Contended, rounds } from './contended.ts';
import { correctAsAsked } from './correct-as-asked.ts';
import { erasureOnRequest } from './erase-on-request.ts';
import { isThere } from './open-subject.ts';
import { restrictOnRequest } from './restrict-on-request.ts';
import { isStillTheirs } from './still-theirs.ts';
import { stopUse } from './stop-use.ts';

/**
 * Does what was asked for, once it is shown who asks (GDPR Art. 15–18, 20, 21): as far as it goes without anybody. What is
 * begun elsewhere bears the request's id or is found where it was begun: so whoever comes after a crash, late or at the
 * same time goes on where the last one stood, and nothing is done twice.
 *
 * @returns the request as it then stands; undefined when there is none.
 * @throws Contended when others keep changing it or the person.
 */
export async function fulfilRequest(world: World, requestId: string): Promise<RequestDocument | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const stored = await readRequest(world, requestId);
    if (stored === undefined || !isPipelines(stored.document)) return stored?.document;
    const isNoted = !isToBeNoted(stored.document) || !(await isStillTheirs(world, stored.document));
    const command = isNoted ? await work(world, stored.document) : begunFor(stored.document);
    if (command === 'waits') return stored.document;
    const stepped = stepRequest(stored.document, command, requestSituation(world));
    if (stepped.outcome !== 'stepped')
      throw new RangeError('the pipeline takes no step that is not possible');
    if (!(await replaceRequest(world, stored, stepped))) continue;
    if (!isNoted) continue;
    if (!isPipelines(stepped.document) || command.step === 'begin') return stepped.document;
  }
  throw new Contended();
}

/**
 * Whether it is first to be noted that the work begins: from then on nobody can take the request back, and be told that
 * nothing was done.
 */
function isToBeNoted({ right, about, work: before }: RequestDocument): boolean {
  if (before?.begun === true) return false;
  return right === 'objection' || ((right === 'erasure' || right === 'restriction') && about !== undefined);
}

function begunFor({ work: before }: RequestDocument): BeginCommand {
  return { step: 'begin', work: { ...before, begun: true } };
}

/** Whoever showed the address may be somebody else by now: the request lets go of whom it was about, and staff look. */
export const letGo = { step: 'begin', toStaff: 'address-changed' } as const satisfies BeginCommand;

/** What comes of the work: the step to take, or that others are waited for. */
async function work(
  world: World,
  document: RequestDocument,
): Promise<BeginCommand | AnswerCommand | 'waits'> {
  if (!(await isStillTheirs(world, document))) {
    // Whoever has the address now may say no to what is sent there; the person is another matter.
    if (document.right === 'objection')
      await stopUse(world, { contact: document.contact ?? {}, about: undefined });
    return letGo;
  }
  const { right, about } = document;
  const held = about !== undefined && (await isThere(world, about));
  const done = { step: 'fulfil', answer: { refusals: [], held } } as const;
  switch (right) {
    case 'access':
    case 'portability': {
      const made = await buildPackage(world, { request: document, about });
      // The address may have been corrected while it was written.
      if (!(await isStillTheirs(world, document))) return letGo;
      const begun = { ...document.work, package: made };
      // Without an address there is nowhere to mail the link to: staff hand it over.
      if (addressOf(document) === undefined) return { step: 'begin', work: begun, toStaff: 'to-hand-over' };
      return { ...done, work: begun };
    }
    case 'objection':
      await stopUse(world, {
        contact: { email: addressOf(document), phone: document.contact?.phone },
        about: held ? about : undefined,
      });
      return done;
    case 'restriction': {
      if (!held) return done;
      const hold = await restrictOnRequest(world, { document, about });
      return hold === 'nobody' ? done : { ...done, work: { ...document.work, hold } };
    }
    case 'erasure':
      return about === undefined ? done : erasureOnRequest(world, { document, about });
    case 'rectification': {
      if (!held) return done;
      // Once it has been pressed, the pipeline goes on with it; before that it is the person's turn, or staff's.
      return document.work?.rectification === undefined
        ? { step: 'begin' }
        : correctAsAsked(world, { document, about, by: 'person' });
    }
  }
}
