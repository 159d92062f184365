import type { ServiceBusClient, ServiceBusMessage } from '@azure/service-bus';
import { expect, vi } from 'vitest';
import { json, type Product } from '../product.ts';
import { confirmingPaths, type PersonLinks, wishes } from './consent-paths.ts';
import { get, type HttpPath } from './http-path.ts';
import { linksIn, questionIn } from './mail-links.ts';
import { findNeedles } from './needles.ts';
import { messageCounts, type Place, readDocuments } from './places.ts';

/** Long enough for a machine that does other things as well. */
export const patience = { timeout: 30_000, interval: 50 };

/** Takes the canary along paths, and waits until the product is done with what came of it. */
export function walkThrough(product: Product, bus: ServiceBusClient) {
  const { stack, log } = product;
  /** What callers were answered. */
  const answers: Place[] = [];

  const send = async ({ name, path, init, echoes }: HttpPath): Promise<Response> => {
    const headers = { 'x-functions-key': stack.addresses.functions.key, ...init.headers };
    const response = await product.fetch(path, { ...init, headers });
    const copy = response.clone();
    const content = JSON.stringify([...copy.headers, await copy.text()]);
    if (echoes === undefined) answers.push({ where: `answer to ${name}`, content });
    return response;
  };

  /** Every event that was told to whoever subscribes, as it came. */
  const toldPlaces = async (): Promise<Place[]> => {
    const subjects = new Set(
      (await readDocuments(stack)).map(({ document }) => String(document['subjectId'])),
    );
    const told = [...subjects].flatMap((subject) => product.told(subject, { lookups: true }));
    return told.map((event) => ({ where: 'the topic', content: JSON.stringify(event) }));
  };

  const mailsToTheCanary = () => product.mails().filter(({ to }) => findNeedles(to).length > 0);

  /** Resolves when no message waits for the functions. */
  const queuesAreDone = (deadLetters: number) =>
    vi.waitFor(async () => {
      const counts = await messageCounts(stack);
      expect(counts['licence-events']).toEqual({ ...none, deadLetter: deadLetters });
      const active = takers.map((name) => counts[`privacy-events/Subscriptions/${name}`]?.active);
      expect(active).toEqual(takers.map(() => 0));
    }, patience);

  /** Each in turn; an answer that does not show that it went where its name says is a failure. */
  const goAll = async (paths: readonly HttpPath[]): Promise<void> => {
    for (const path of paths) await expected(path);
  };

  const expected = async (path: HttpPath): Promise<Response> => {
    const response = await send(path);
    if (!path.statuses.includes(response.status)) expect.fail(`${path.name} was answered ${response.status}`);
    return response;
  };

  /** The newest mail to the canary, when at least `count` have come. */
  const mail = (count: number) =>
    vi.waitFor(() => {
      const mails = mailsToTheCanary();
      expect(mails.length).toBeGreaterThanOrEqual(count);
      return mails.at(-1) ?? expect.unreachable('no mail');
    }, patience);

  return {
    answers,
    toldPlaces,
    queuesAreDone,
    async go(path: HttpPath): Promise<number> {
      return (await send(path)).status;
    },
    goAll,
    mail,
    answer: expected,
    ask: async <Body>(path: HttpPath) => json<Body>(await expected(path)),
    /** Ticks the box and presses the button that the mail leads to; returns the links of the mail that says thanks. */
    async join(): Promise<Omit<PersonLinks, 'confirm'>> {
      const before = mailsToTheCanary().length;
      await goAll(wishes.slice(0, 1));
      await goAll(confirmingPaths(questionIn(await mail(before + 1))));
      return linksIn(await mail(before + 2));
    },
    send: (messages: ServiceBusMessage | ServiceBusMessage[]) =>
      bus.createSender('licence-events').sendMessages(messages),
    /** To so many days from now. */
    moveClock: (days: number) =>
      stack.clock.set(new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString()),
    /** Resolves when a text was printed so often. */
    logged: (text: string, times = 1) =>
      vi.waitFor(() => {
        expect(log.filter((line) => line.includes(text)).length).toBeGreaterThanOrEqual(times);
      }, patience),
    /** Resolves when, besides, the topic has told every event. */
    async everythingIsDone(deadLetters: number): Promise<void> {
      await vi.waitFor(async () => {
        const events = (await readDocuments(stack)).filter(({ document }) => document.kind === 'event');
        expect((await toldPlaces()).length).toBeGreaterThanOrEqual(events.length);
      }, patience);
      await queuesAreDone(deadLetters);
    },
    /** Resolves when nothing that was begun for the subject is unfinished. */
    allAreOver: (subjectId: string, notices: 'erasures' | 'rectifications') =>
      vi.waitFor(async () => {
        const states = (await product.lookUpSubject(subjectId))[notices].map(({ state }) => state);
        expect(states.length).toBeGreaterThan(0);
        expect(states.filter((state) => state !== 'completed' && state !== 'verified')).toEqual([]);
      }, patience),
    /** Resolves when so many mails wait in the queue for a better time. */
    mailPutOff: (count = 1) =>
      vi.waitFor(async () => {
        expect((await messageCounts(stack))['mail-later']?.scheduled).toBeGreaterThanOrEqual(count);
      }, patience),
    mailsSoFar: () => mailsToTheCanary().length,
    /** The task for staff at a processor, when there is one, and not the one that is answered already. */
    task: (processor: string, answered?: string) =>
      vi.waitFor(async () => {
        const { tasks } = await json<{ tasks: readonly Task[] }>(await send(listOfTasks));
        const found = tasks.filter((task) => task.processor === processor && task.because !== answered);
        expect(found).toHaveLength(1);
        return found[0] ?? expect.unreachable('no task');
      }, patience),
  };
}

interface Task {
  readonly taskId: string;
  readonly processor: string;
  readonly because: string;
}

const listOfTasks: HttpPath = { name: 'the tasks', statuses: [200], ...get('/api/ops/tasks') };

/** The subscriptions that the functions take from. */
const takers = ['mail', 'requests', 'zendesk', 'goto', 'teamviewer', 'azure-monitor'];

const none = { active: 0, deferred: 0, scheduled: 0, deadLetter: 0 };

export type Walk = ReturnType<typeof walkThrough>;
