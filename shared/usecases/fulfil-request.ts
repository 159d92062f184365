import type { RequestDocument } from '../domain/request.ts';
import { type AnswerCommand, type BeginCommand, stepRequest } from '../domain/request-step.ts';
import { addressOf, isPipelines } from '../domain/request-wake.ts';
import type { World } from '../ports.ts';
import { buildPackage } from './build-package.ts';
import { readRequest, replaceRequest, requestSituation } from './change-request.ts';
import { Contended, rounds } from './contended.ts';
import { correctAsAsked } from './correct-as-asked.ts';
import { erasureOnRequest } from './erase-on-request.ts';
import { isThere } from './people-behind.ts';
import { restrictOnRequest } from './restrict-on-request.ts';
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
    const command = await work(world, stored.document);
    if (command === 'waits') return stored.document;
    const stepped = stepRequest(stored.document, command, requestSituation(world));
    if (stepped.outcome !== 'stepped')
      throw new RangeError('the pipeline takes no step that is not possible');
    if (!(await replaceRequest(world, stored, stepped))) continue;
    if (!isPipelines(stepped.document) || command.step === 'begin') return stepped.document;
  }
  throw new Contended();
}

/** What comes of the work: the step to take, or that others are waited for. */
async function work(
  world: World,
  document: RequestDocument,
): Promise<BeginCommand | AnswerCommand | 'waits'> {
  const { right, about } = document;
  const held = about !== undefined && (await isThere(world, about));
  const done = { step: 'fulfil', answer: { refusals: [], held } } as const;
  switch (right) {
    case 'access':
    case 'portability': {
      const made = await buildPackage(world, { request: document, about });
      return { ...done, work: { ...document.work, package: made } };
    }
    case 'objection':
      await stopUse(world, { email: addressOf(document), about: held ? about : undefined });
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
        : correctAsAsked(world, { document, about });
    }
  }
}
