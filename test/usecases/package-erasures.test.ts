import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { headId } from '../../shared/domain/document.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { World } from '../../shared/ports.ts';
import { buildPackage } from '../../shared/usecases/build-package.ts';
import { Contended } from '../../shared/usecases/contended.ts';
import { requestErasure } from '../../shared/usecases/request-erasure.ts';
import { sweepRetention } from '../../shared/usecases/sweep-retention.ts';
import { later } from './consenting.ts';
import { Crash, dyingAtEachWrite, dyingAtWrite } from './crash.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';
import { copyOf, readText, requestFor } from './packaged.ts';

let database: Database;
let world: World;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  office = officeOver(database);
});
afterAll(() => database.stop());

let people = 0;

/** Somebody with two registrations: one whose name is Erased, and one whose name is Kept. */
async function somebody(): Promise<SubjectId> {
  people += 1;
  const email = `somebody-${people}@example.test`;
  await office.receive(email, { name: 'Erased', submittedOn: '2022-01-01' });
  return office.receive(email, { name: 'Kept' });
}

const erase = (using: World, subjectId: SubjectId, name: 'Erased' | 'Kept' = 'Erased') =>
  requestErasure(using, {
    subjectId,
    cause: 'data-subject',
    select: (record) => record.kind === 'registration' && record.name === name,
  });

const packagesOf = async (subjectId: SubjectId) =>
  (await world.subjects.read(subjectId, 'subject', headId))?.document.packages;

/** Names in the package of a request, in both formats; undefined if it is gone. */
async function namesIn(id: string): Promise<readonly string[] | undefined> {
  const [json, html] = [await readText(world, id, 'json'), await readText(world, id, 'html')];
  if (json === undefined && html === undefined) return undefined;
  return ['Erased', 'Kept'].filter((name) => `${json} ${html}`.includes(name));
}

/** The world in which something else happens right before the nth commit, and the nth only. */
function withOtherBefore(commit: number, other: () => Promise<unknown>): World {
  let commits = 0;
  return {
    ...world,
    subjects: {
      ...world.subjects,
      async commit(change) {
        commits += 1;
        if (commits === commit) await other();
        return world.subjects.commit(change);
      },
    },
  };
}

describe('an erasure', () => {
  test('takes along the packages that have what it erases', async () => {
    const about = await somebody();
    const { id } = await copyOf(world, about);
    expect(await namesIn(id)).toEqual(['Erased', 'Kept']);
    await erase(world, about);
    expect(await namesIn(id)).toBeUndefined();
    expect(await packagesOf(about)).toBeUndefined();
  });

  test('by the calendar takes them along too', async () => {
    const about = await somebody();
    const { id } = await copyOf(world, about);
    const then = later(world, { hours: 24 * 365 });
    await sweepRetention(then);
    expect(await namesIn(id)).toBeUndefined();
  });

  test("leaves other people's packages, and one that is made afterwards", async () => {
    const [about, other] = [await somebody(), await somebody()];
    const { id: others } = await copyOf(world, other);
    await erase(world, about);
    const { id } = await copyOf(world, about);
    await office.timers(world);
    expect(await namesIn(id)).toEqual(['Kept']);
    expect(await namesIn(others)).toEqual(['Erased', 'Kept']);
    expect(await packagesOf(about)).toMatchObject([{ id }]);
  });

  test('that a hold keeps from beginning takes nothing along yet', async () => {
    const about = await somebody();
    await office.hold(about);
    await erase(world, about);
    const { id } = await copyOf(world, about);
    expect(await namesIn(id)).toEqual(['Erased', 'Kept']);
  });

  test.each([1, 2])(
    'that begins before write %i of a package leaves nothing of what it took',
    async (commit) => {
      const about = await somebody();
      const request = requestFor('access');
      await buildPackage(
        withOtherBefore(commit, () => erase(world, about)),
        { request, about },
      );
      expect(await namesIn(request.id)).toEqual(['Kept']);
      expect(await packagesOf(about)).toMatchObject([{ id: request.id }]);
    },
  );

  test('that meets a package which came in between takes it along', async () => {
    const about = await somebody();
    const request = requestFor('access');
    await erase(
      withOtherBefore(1, () => buildPackage(world, { request, about })),
      about,
    );
    expect(await namesIn(request.id)).toBeUndefined();
    expect(await packagesOf(about)).toBeUndefined();
  });

  test('finds a package whose making died, however far it came', async () => {
    const steps = await dyingAtEachWrite(world, async ({ dying }) => {
      const about = await somebody();
      const request = requestFor('access');
      await buildPackage(dying, { request, about }).catch((fault: unknown) => {
        if (!(fault instanceof Crash)) throw fault;
      });
      await erase(world, about);
      expect(await namesIn(request.id)).toBeUndefined();
    });
    expect(steps).toBe(4);
  });

  test('that dies while it takes packages along does so when it is done again', async () => {
    const about = await somebody();
    const ids = [(await copyOf(world, about)).id, (await copyOf(world, about)).id];
    await expect(erase(dyingAtWrite(world, 2), about)).rejects.toThrow(Crash);
    await erase(world, about);
    expect(await Promise.all(ids.map(namesIn))).toEqual([undefined, undefined]);
  });
});

describe('a package', () => {
  test('that is made again for the same request takes the place of the first', async () => {
    const about = await somebody();
    const request = requestFor('access');
    const first = await copyOf(world, about, request);
    await erase(world, about);
    const second = await copyOf(later(world, { hours: 1 }), about, request);
    expect(second.id).toBe(first.id);
    expect(second.endsAt > first.endsAt).toBe(true);
    expect(await namesIn(request.id)).toEqual(['Kept']);
    expect(await packagesOf(about)).toEqual([{ id: second.id, endsAt: second.endsAt }]);
  });

  test('is noted with the person as long as it lasts', async () => {
    const about = await somebody();
    const first = await copyOf(world, about);
    const second = await copyOf(later(world, { hours: 24 }), about);
    expect((await packagesOf(about))?.map(({ id }) => id)).toEqual([first.id, second.id]);
    const third = await copyOf(later(world, { hours: 24 * 14.5 }), about);
    expect((await packagesOf(about))?.map(({ id }) => id)).toEqual([second.id, third.id]);
  });

  test('says in both formats what was so at one instant, whatever comes in meanwhile', async () => {
    const about = await somebody();
    const email = `somebody-${people}@example.test`;
    let came = 0;
    const busy: World = {
      ...world,
      packages: {
        ...world.packages,
        async write(id, format, text) {
          await world.packages.write(id, format, text);
          came += 1;
          if (came === 1) await office.receive(email, { name: 'Came meanwhile' });
        },
      },
    };
    const { json, html } = await copyOf(busy, about);
    expect(json.registrations).toHaveLength(3);
    expect(html.match(/Came meanwhile/g)).toHaveLength(1);
    expect(came).toBe(4);
  });

  test('is given up for now when the person changes all the time', async () => {
    const about = await somebody();
    const email = `somebody-${people}@example.test`;
    const busy: World = {
      ...world,
      packages: {
        ...world.packages,
        async write(id, format, text) {
          await world.packages.write(id, format, text);
          await office.receive(email, {});
        },
      },
    };
    await expect(copyOf(busy, about)).rejects.toThrow(Contended);
  });
});
