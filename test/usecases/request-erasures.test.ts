import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { ProcessorId } from '../../shared/policy/processors.ts';
import type { World } from '../../shared/ports.ts';
import { answerTask } from '../../shared/usecases/answer-task.ts';
import { fulfilRequest } from '../../shared/usecases/fulfil-request.ts';
import { listTasks } from '../../shared/usecases/list-tasks.ts';
import { releaseHold } from '../../shared/usecases/release-hold.ts';
import { type Asking, askingOver } from './asking.ts';
import { type Consenting, consentingOver, later, letterOf } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';

let database: Database;
let world: World;
let people: Asking;
let consenting: Consenting;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = askingOver(database);
  consenting = consentingOver(database);
  office = officeOver(database);
});
afterEach(() => database.answers.clear());
afterAll(() => database.stop());

const heldOf = (subjectId: SubjectId) => world.subjects.holdings(subjectId);
const answerTo = (email: string) =>
  letterOf(
    'request-answered',
    database.sent.filter(({ to }) => to === email),
  );

describe('a request for erasure', () => {
  test('is followed while processors are asked, and answered when all have', async () => {
    const email = 'erase@example.test';
    const subjectId = await consenting.join(email);
    database.answers.set('zendesk', { answer: 'manual', because: 'refused' });
    const id = await people.askAndConfirm('erasure', email);
    expect(await people.documentOf(id)).toMatchObject({ state: 'in-progress', contact: { email } });
    expect((await heldOf(subjectId)).records).toEqual([]);
    const accepted = letterOf(
      'request-accepted',
      database.sent.filter(({ to }) => to === email),
    );
    const view = await people.pageAt(accepted.page);
    expect(view).toMatchObject({ step: 'wait', canCancel: false });
    expect(view?.progress?.find(({ processor }) => processor === 'zendesk')?.state).toBe('waiting');

    await decide('zendesk', 'done');
    const { state, answer } = await people.documentOf(id);
    expect({ state, held: answer?.held }).toEqual({ state: 'fulfilled', held: true });
    expect(JSON.stringify(await people.documentOf(id))).not.toContain('example.test');
    expect(answerTo(email).gone).toContain('zendesk');
    expect(await office.leadsTo(email)).toBeUndefined();
    expect(await consenting.check(email, 'quality-evaluation')).toMatchObject({ because: 'suppressed' });
    expect(database.sent.filter(({ to }) => to === email).map(({ letter }) => letter.letter)).not.toContain(
      'erasure-completed',
    );
  });

  test('that somebody decided an exception for is fulfilled in part, and says where', async () => {
    const email = 'exception@example.test';
    await office.receive(email);
    database.answers.set('zendesk', { answer: 'failed', because: 'refused' });
    const id = await people.askAndConfirm('erasure', email);
    await decide('zendesk', 'exception');
    expect((await people.documentOf(id)).state).toBe('partly-fulfilled');
    expect(answerTo(email)).toMatchObject({ state: 'partly-fulfilled', exceptions: ['zendesk'] });
    expect(await people.pageAt(answerTo(email).page ?? '')).toMatchObject({
      answer: { exceptions: ['zendesk'] },
    });
  });

  test('of somebody who is not known is fulfilled, and says that nothing is held', async () => {
    const email = 'nobody-to-erase@example.test';
    const id = await people.askAndConfirm('erasure', email);
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', answer: { held: false } });
    expect(people.lettersTo(email).map(({ letter }) => letter)).toEqual([
      'confirm-request',
      'request-answered',
    ]);
  });

  test.each([
    ['active', undefined, 'active-licence'],
    ['ended', '2026-10-31', 'retention-duty'],
  ] as const)('leaves what belongs to a licence that is %s, and says why', async (state, endedOn, ground) => {
    const email = `licence-${state}@example.test`;
    const subjectId = await office.receive(email);
    await office.issueLicence(`R-${state}`, { email });
    if (endedOn !== undefined) await office.endLicence(`R-${state}`, endedOn);
    const id = await people.askAndConfirm('erasure', email);
    const { records } = await heldOf(subjectId);
    expect(records.map(({ document }) => document.kind)).toEqual(['licence']);
    expect(await people.documentOf(id)).toMatchObject({
      state: 'partly-fulfilled',
      answer: { refusals: [{ ground, records: [{ kind: 'licence', id: records[0]?.document.id }] }] },
    });
    expect(answerTo(email).grounds).toEqual([ground]);
  });

  test('of a licence alone is refused, at once and with the ground', async () => {
    const email = 'licence-alone@example.test';
    await office.issueLicence('R-alone', { email });
    const id = await people.askAndConfirm('erasure', email);
    expect(await people.documentOf(id)).toMatchObject({ state: 'refused', answer: { held: true } });
    expect(await people.namesOfEvents(id)).toContain('request.refused');
  });

  test('leaves what a hold keeps, unused, and erases it when the hold is released', async () => {
    const email = 'held@example.test';
    const subjectId = await office.receive(email);
    const holdId = await office.hold(subjectId);
    const id = await people.askAndConfirm('erasure', email);
    expect(await people.documentOf(id)).toMatchObject({ state: 'refused' });
    expect(answerTo(email).grounds).toEqual(['hold']);
    expect(await consenting.check(email, 'support')).toEqual({ allowed: false, because: 'nobody' });

    await releaseHold(world, holdId);
    await database.deliver();
    expect(await office.noticesOf(subjectId, 'erasure')).toMatchObject([
      { state: 'completed', requestId: id },
    ]);
    expect((await people.namesOfEvents(id)).filter((name) => name === 'request.refused')).toHaveLength(1);
    // The request holds nobody any more: the erasure itself knows whom to tell, until it has.
    expect(database.sent.filter(({ to }) => to === email).at(-1)?.letter.letter).toBe('erasure-completed');
    const rest = (await heldOf(subjectId)).notices;
    expect(JSON.stringify(rest)).not.toContain('example.test');
  });

  test('waits for an erasure that was begun before it', async () => {
    const email = 'begun-before@example.test';
    const subjectId = await office.receive(email, { submittedOn: '2001-01-01' });
    const id = await people.ask('erasure', email);
    database.answers.set('goto', { answer: 'unreachable', because: 'no-answer' });
    await office.timers(world);
    await people.confirm(email);
    expect(await people.documentOf(id)).toMatchObject({ state: 'in-progress', about: subjectId });
    database.answers.clear();
    await office.timers(later(world, { hours: 2 }));
    await fulfilRequest(world, id);
    expect(await people.documentOf(id)).toMatchObject({ state: 'fulfilled', answer: { held: true } });
  });
});

/** Staff answer the one open task at a processor, and everything happens that follows. */
async function decide(processor: ProcessorId, answer: 'done' | 'exception'): Promise<void> {
  const task = (await listTasks(world)).find((each) => each.processor === processor);
  const input = { answer, evidence: 'case 4711' };
  await answerTask(world, { taskId: task?.taskId ?? '', input, by: 'somebody' });
  await database.deliver();
}
