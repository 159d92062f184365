import { expect } from 'vitest';
import { rights } from '../../../shared/policy/rights.ts';
import type { Product } from '../product.ts';
import {
  answerPaths,
  decision,
  deskPages,
  houseKeepingPaths,
  identityPaths,
  refusedTyping,
  shownAndTypedIn,
  typedIn,
} from './desk-paths.ts';
import { get } from './http-path.ts';
import { canary, corrected } from './person.ts';
import { readDocuments } from './places.ts';
import { ownPage, packageGone, packagePaths, pressed } from './request-page-paths.ts';
import {
  asking,
  centrePaths,
  cookiePaths,
  rightsAsked,
  rightsAskedBadly,
  strangerAsks,
} from './request-paths.ts';
import { requestWalk } from './request-walk.ts';
import { releaseOf } from './staff-paths.ts';
import type { Walk } from './walk.ts';

interface Page {
  readonly requestId: string;
  readonly page: string;
}

/** What the canary asks for by right, and what staff do with it: a stage of the walk each. */
export function requestsOf(product: Product, walk: Walk) {
  const requests = requestWalk(product, walk);
  const allRights = Object.keys(rights).length;

  return {
    /** The privacy centre: each right asked for, taken and refused; what a stranger gets; cookies. */
    async inTheCentre(): Promise<void> {
      const before = walk.mailsSoFar();
      await walk.goAll([...rightsAsked, ...rightsAskedBadly, ...centrePaths, ...cookiePaths]);
      // A number of several people leads to no mail.
      await walk.mail(before + allRights);
      const stranger = await requests.asked(strangerAsks);
      const page = await requests.confirmed(stranger);
      await requests.ends(stranger.requestId, 'fulfilled');
      await walk.goAll(packagePaths(page));
    },

    /** A copy that is fetched, a correction that waits for the person, and a right taken back. */
    async byLink(): Promise<{ readonly copy: Page; readonly correction: Page }> {
      const access = await requests.asked(asking('access', corrected.email));
      const copy = { ...access, page: await requests.confirmed(access) };
      await requests.ends(access.requestId, 'fulfilled');
      await walk.goAll([ownPage(copy.page), ...packagePaths(copy.page)]);
      const rectification = await requests.asked(asking('rectification', corrected.email, canary.company));
      const correction = { ...rectification, page: await requests.confirmed(rectification) };
      await requests.stands(rectification.requestId, 'in-progress');
      await walk.goAll([ownPage(correction.page)]);
      const restriction = await requests.asked(asking('restriction', corrected.email));
      await walk.goAll([pressed(restriction.link, 'cancel')]);
      await requests.ends(restriction.requestId, 'cancelled');
      return { copy, correction };
    },

    /** By mail and on the phone: typed in by staff, shown, extended, refused, done and taken back. */
    async byStaff(subjectId: string): Promise<void> {
      await walk.goAll(refusedTyping);
      const { company, email, phone } = corrected;
      const corrections = { company: canary.company, name: canary.name };
      const { requestId } = await requests.asked(typedIn({ right: 'rectification', email, corrections }));
      await walk.goAll(identityPaths(requestId));
      await requests.stands(requestId, 'in-progress');
      await walk.goAll(answerPaths(requestId));
      await requests.ends(requestId, 'refused');

      const takenBack = await requests.asked(typedIn({ right: 'access', phone, name: company }));
      await walk.goAll([decision(takenBack.requestId, 'cancel')]);
      await requests.ends(takenBack.requestId, 'cancelled');
      const restricted = await requests.typed(shownAndTypedIn({ right: 'restriction', email }));
      await requests.ends(restricted, 'fulfilled');
      const { holds } = await product.lookUpSubject(subjectId);
      const placed = holds.filter(({ reason }) => reason.includes(restricted));
      await walk.goAll(placed.map(({ id }) => releaseOf(id)));

      // Whoever can only be called has to be called: until then the number is kept.
      const byNumber = { right: 'portability', phone: canary.phone };
      const led = await product.lookUp({ phone: canary.phone });
      const other = led.find((found) => found.subjectId !== subjectId);
      const told = await requests.typed(shownAndTypedIn({ ...byNumber, subjectId: other?.subjectId }));
      await requests.stands(told, 'in-progress');
      await walk.goAll([decision(told, 'fulfil', { outcome: 'fulfilled', note: 'Overlevert, sak 4711.' })]);
      await requests.stands(told, 'fulfilled');
    },

    /** The pages of the desk, the dead letters, and what is announced to everybody. */
    async onTheDesk(
      about: Omit<Parameters<typeof deskPages>[0], 'taskId'>,
      deadLettersBefore: number,
    ): Promise<void> {
      const session = await signIn(product);
      const before = walk.mailsSoFar();
      const { taskId } = await walk.task('goto');
      await walk.goAll(deskPages({ ...about, taskId }, session));
      await walk.mail(before + 1);
      const { deadLetters } = await walk.ask<{ deadLetters: readonly DeadLetter[] }>(listOfDeadLetters);
      const deadLetter = deadLetters.find(({ entity }) => entity === 'licence-events');
      await walk.goAll(houseKeepingPaths(deadLetter ?? expect.unreachable('nothing was refused'), session));
      await product.runTimer('announce-policy');
      await walk.mail(before + 2);
      await walk.queuesAreDone(deadLettersBefore);
    },

    /** The end of those that nobody has shown to be theirs. */
    async expire(): Promise<void> {
      await product.runTimer('chase-deadlines');
      const documents = await readDocuments(product.stack);
      const expired = documents.filter(({ document: { state } }) => state === 'expired');
      expect(expired.length).toBeGreaterThanOrEqual(allRights);
    },

    /** The person has seen what is there and what shall be. */
    async correct({ requestId, page }: Page): Promise<void> {
      await walk.goAll([pressed(page, 'correct')]);
      await requests.ends(requestId, 'fulfilled');
    },

    /** Of somebody who has come again: a copy, no more use, and to be erased, while a processor is down. */
    async toBeErased(meanwhile: () => Promise<void>): Promise<void> {
      const portability = await requests.asked(asking('portability', canary.email));
      const copied = await requests.confirmed(portability);
      await requests.ends(portability.requestId, 'fulfilled');
      await walk.goAll(packagePaths(copied));
      const objecting = { right: 'objection', email: canary.email };
      await requests.ends(await requests.typed(shownAndTypedIn(objecting)), 'fulfilled');

      await product.processor('teamviewer', 'down');
      const erasure = await requests.asked(asking('erasure', canary.email));
      const page = await requests.confirmed(erasure);
      await requests.stands(erasure.requestId, 'in-progress');
      await walk.goAll([ownPage(page), ...packageGone(copied)]);
      await meanwhile();
      await product.processor('teamviewer', 'ok');
      await walk.moveClock(21.5);
      await product.runTimer('chase-processors');
      await requests.ends(erasure.requestId, 'fulfilled');
    },

    /** What belongs to a licence is not erased for it; and the time of the requests and copies is over. */
    async underALicence(): Promise<void> {
      const erasure = await requests.asked(asking('erasure', corrected.email));
      await requests.confirmed(erasure);
      await requests.ends(erasure.requestId, 'refused');
      const access = await requests.asked(asking('access', corrected.email));
      const page = await requests.confirmed(access);
      await requests.ends(access.requestId, 'fulfilled');
      await walk.goAll(packagePaths(page));
      await walk.moveClock(160);
      await product.runTimer('chase-deadlines');
      await walk.goAll(packageGone(page));
    },
  };
}

/** The cookie of somebody of the staff who has signed in. */
export async function signIn(product: Product): Promise<string> {
  const response = await product.fetch('/ops/sign-in', {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin' },
    body: new URLSearchParams({ key: 'local-key', role: 'administrator', to: '/ops' }),
  });
  return response.headers.get('set-cookie')?.split(';')[0] ?? '';
}

interface DeadLetter {
  readonly entity: string;
  readonly sequenceNumber: string;
}

const listOfDeadLetters = {
  name: 'the dead letters',
  statuses: [200],
  ...get('/api/ops/dead-letters'),
};
