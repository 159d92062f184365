import type { Container, JSONValue, Resource } from '@azure/cosmos';
import { timestamp } from '../../domain/calendar.ts';
import type { ErasureDocument, NoticeDocument } from '../../domain/document.ts';
import type { DueDocument, Standing } from '../../ports.ts';
import { pagesOf } from './pages.ts';
import { withoutSystemProperties } from './system-properties.ts';

/** A query and its parameters by name, `@` included. */
interface Question {
  readonly query: string;
  readonly parameters?: Readonly<Record<`@${string}`, JSONValue>>;
}

const whereWaiting = `WHERE c.state = 'waiting' AND c.requestedAt >= '' ORDER BY c.requestedAt`;

/**
 * How things stand in `subjects`. Each answer comes from indexes: a count reads no document, and the first of an order
 * is one; neither costs more because there are more documents.
 */
export function createStanding(container: Container): Standing {
  return {
    async *due(at, pageSize) {
      const query =
        'SELECT c.subjectId, c.id, c.eraseAfter FROM c WHERE c.eraseAfter <= @at ORDER BY c.eraseAfter';
      const question = { query, parameters: { '@at': timestamp(at) } };
      yield* pagesOf(container.items.query<DueDocument>(specOf(question), { maxItemCount: pageSize }));
    },

    held: (pageSize) =>
      documents<ErasureDocument>({ query: `SELECT * FROM c WHERE c.state = 'held'` }, pageSize),

    waiting: (pageSize) => documents<NoticeDocument>({ query: `SELECT * FROM c ${whereWaiting}` }, pageSize),

    async *recipients(pageSize) {
      const question = { query: `SELECT c.recipients FROM c ${whereWaiting}` };
      const options = { maxItemCount: pageSize };
      yield* pagesOf(container.items.query<Pick<NoticeDocument, 'recipients'>>(specOf(question), options));
    },

    contradicted: (pageSize) =>
      documents<ErasureDocument>(
        { query: `SELECT * FROM c WHERE c.contradicted.since >= '' ORDER BY c.contradicted.since` },
        pageSize,
      ),

    async erasures({ cause, states }) {
      const where = `c.cause = @cause AND ${isIn(states)}`;
      const parameters = { '@cause': cause };
      const count = await countOf({ query: `SELECT VALUE COUNT(1) FROM c WHERE ${where}`, parameters });
      // Without a match there is nothing that would end the way along the order.
      if (count === 0) return { count, requestedAt: undefined };
      const query = `SELECT TOP 1 VALUE c.requestedAt FROM c WHERE ${where} AND c.requestedAt >= '' ORDER BY c.requestedAt`;
      return { count, requestedAt: await first<string>({ query, parameters }) };
    },

    async erasuresBegun({ states, before }) {
      const where = `${isIn(states)} AND c.begunAt < @before`;
      const parameters = { '@before': timestamp(before) };
      const count = await countOf({ query: `SELECT VALUE COUNT(1) FROM c WHERE ${where}`, parameters });
      if (count === 0) return { count, begunAt: undefined };
      const query = `SELECT TOP 1 VALUE c.begunAt FROM c WHERE ${where} ORDER BY c.begunAt`;
      return { count, begunAt: await first<string>({ query, parameters }) };
    },

    async openRequests({ right, on }) {
      const open = await countOf({
        query: `SELECT VALUE COUNT(1) FROM c WHERE c.right = @right AND c.dueOn >= ''`,
        parameters: { '@right': right },
      });
      if (open === 0) return { open, overdue: 0, nearest: undefined };
      const parameters = { '@right': right, '@on': on };
      const overdue = await countOf({
        query: 'SELECT VALUE COUNT(1) FROM c WHERE c.right = @right AND c.dueOn < @on',
        parameters,
      });
      if (overdue === open) return { open, overdue, nearest: undefined };
      const nearest = await first<string>({
        query: 'SELECT TOP 1 VALUE c.dueOn FROM c WHERE c.right = @right AND c.dueOn >= @on ORDER BY c.dueOn',
        parameters,
      });
      return { open, overdue, nearest };
    },

    countHoldsDue: (on) =>
      countOf({
        query: 'SELECT VALUE COUNT(1) FROM c WHERE c.reviewOn <= @on',
        parameters: { '@on': on },
      }),

    async beat(heartbeats) {
      await Promise.all(heartbeats.map((heartbeat) => container.items.upsert(heartbeat)));
    },
  };

  async function* documents<Document extends NoticeDocument>(
    question: Question,
    pageSize: number,
  ): AsyncGenerator<readonly Document[]> {
    const pages = container.items.query<Document & Resource>(specOf(question), { maxItemCount: pageSize });
    for await (const resources of pagesOf(pages)) {
      yield resources.map((resource) => withoutSystemProperties<Document>(resource));
    }
  }

  async function countOf(question: Question): Promise<number> {
    return (await first<number>(question)) ?? 0;
  }

  async function first<Value>(question: Question): Promise<Value | undefined> {
    const { resources } = await container.items.query<Value>(specOf(question)).fetchAll();
    return resources[0];
  }
}

function isIn(states: readonly ErasureDocument['state'][]): string {
  return `c.state IN (${states.map((state) => `'${state}'`).join(', ')})`;
}

function specOf({ query, parameters = {} }: Question) {
  return { query, parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })) };
}
