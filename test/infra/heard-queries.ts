import type { Container, FeedOptions, Items, SqlQuerySpec } from '@azure/cosmos';
import { Temporal } from 'temporal-polyfill';
import { readLocalSettings } from '../../local/local-settings.ts';
import { provision } from '../../local/provision.ts';
import { systemClock } from '../../shared/adapters/clock.ts';
import { openContainers } from '../../shared/adapters/cosmos/container.ts';
import { createIdentifierStore } from '../../shared/adapters/cosmos/identifier-store.ts';
import { createStanding } from '../../shared/adapters/cosmos/standing.ts';
import { createSubjectStore } from '../../shared/adapters/cosmos/subject-store.ts';
import { readSettings } from '../../shared/adapters/settings.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { IdentifierStore, Standing, SubjectStore } from '../../shared/ports.ts';
import { embeddedCosmos } from '../contract/cosmos-target.ts';

export interface HeardQuery {
  readonly container: 'subjects' | 'identifiers';
  readonly text: string;
  readonly parameters: NonNullable<SqlQuerySpec['parameters']>;
  /** It asks one partition only: one person, or one entry. */
  readonly withinPartition: boolean;
}

const subjectId = 'somebody' as SubjectId;
const at = Temporal.Instant.from('2031-05-01T00:00:00Z');
const on = '2031-05-01';
const span = { from: at.subtract({ hours: 24 }), to: at };
const size = 10;

type Call<Store> = ((store: Store) => AsyncIterable<unknown> | Promise<unknown>) | 'asks nothing';
/** Every method of a store, so that a new one cannot be left out. */
type CallOfEach<Store> = { readonly [Method in keyof Store]: Call<Store> };

const subjectCalls: CallOfEach<SubjectStore> = {
  commit: 'asks nothing',
  read: 'asks nothing',
  holdings: (store) => store.holdings(subjectId),
  each: (store) => store.each(subjectId, ['event']),
  due: (store) => store.due(at, size),
  toChase: (store) => store.toChase(at, size),
  toVerify: (store) => store.toVerify(at, size),
  withTasks: (store) => store.withTasks(size),
  holdsByReview: (store) => store.holdsByReview(size),
  requestsByDueDay: (store) => store.requestsByDueDay(size),
  requestsUndelivered: (store) => store.requestsUndelivered(size),
  toWake: (store) => store.toWake(at, size),
  requestsAbout: (store) => store.requestsAbout(subjectId),
  lookupsOf: (store) => store.lookupsOf(subjectId, size),
  disclosuresByDay: (store) => store.disclosuresByDay(size),
  endingBetween: (store) => store.endingBetween(span),
  countPeople: (store) => store.countPeople(),
  completedSince: (store) => store.completedSince(at, size),
  everybody: (store) => store.everybody(),
};

const standingCalls: CallOfEach<Standing> = {
  due: (store) => store.due(at, size),
  held: (store) => store.held(size),
  waiting: (store) => store.waiting(size),
  recipients: (store) => store.recipients(size),
  contradicted: (store) => store.contradicted(size),
  erasures: (store) => store.erasures({ cause: 'data-subject', states: ['waiting'] }),
  erasuresBegun: (store) => store.erasuresBegun({ states: ['waiting'], before: at }),
  openRequests: (store) => store.openRequests({ right: 'access', on }),
  countHoldsDue: (store) => store.countHoldsDue(on),
  beat: 'asks nothing',
};

const identifierCalls: CallOfEach<IdentifierStore> = {
  claim: 'asks nothing',
  mention: 'asks nothing',
  find: 'asks nothing',
  touchedBetween: (store) => store.touchedBetween(span, size),
  write: 'asks nothing',
  remove: 'asks nothing',
  release: 'asks nothing',
};

/** What there has to be for the queries that are asked only where something was counted. */
const documents = [
  {
    id: 'erasure',
    kind: 'erasure',
    subjectId,
    cause: 'data-subject',
    state: 'waiting',
    requestedAt: on,
    begunAt: on,
  },
  { id: 'request', kind: 'request', subjectId, right: 'access', dueOn: on },
];

/** Calls every method of the stores over the real SDK and the embedded endpoint, and hears what they ask. */
export async function heardQueries(): Promise<readonly HeardQuery[]> {
  const target = await embeddedCosmos();
  try {
    const connectionString = `AccountEndpoint=${target.endpoint};AccountKey=${target.key};`;
    await provision(connectionString);
    const { subjects, identifiers } = openContainers(
      readSettings({ ...readLocalSettings(), Cosmos: connectionString }),
    );
    for (const document of documents) await subjects.items.create(document);
    const heard: HeardQuery[] = [];
    const hearing = (container: Container, name: HeardQuery['container']) =>
      listening(container, (spec, withinPartition) => {
        const { query, parameters = [] } = typeof spec === 'string' ? { query: spec } : spec;
        heard.push({ container: name, text: query, parameters, withinPartition });
      });
    await callEach(createSubjectStore(hearing(subjects, 'subjects')), subjectCalls);
    await callEach(createStanding(hearing(subjects, 'subjects')), standingCalls);
    await callEach(createIdentifierStore(hearing(identifiers, 'identifiers'), systemClock), identifierCalls);
    return heard;
  } finally {
    await target.part.close();
  }
}

async function callEach<Store>(store: Store, calls: CallOfEach<Store>): Promise<void> {
  for (const call of Object.values<Call<Store>>(calls)) {
    if (call === 'asks nothing') continue;
    const answer = call(store);
    if (Symbol.asyncIterator in answer) for await (const page of answer) void page;
    else await answer;
  }
}

/** The same container, which tells what it is asked. */
function listening(
  container: Container,
  hear: (spec: string | SqlQuerySpec, withinPartition: boolean) => void,
): Container {
  const query: Items['query'] = (spec: string | SqlQuerySpec, options?: FeedOptions) => {
    hear(spec, options?.partitionKey !== undefined);
    return container.items.query(spec, options);
  };
  const items = new Proxy(container.items, {
    get: (real, name) => (name === 'query' ? query : bound(real, name)),
  });
  return new Proxy(container, { get: (real, name) => (name === 'items' ? items : bound(real, name)) });
}

function bound(real: object, name: string | symbol): unknown {
  const member: unknown = Reflect.get(real, name);
  return typeof member === 'function' ? member.bind(real) : member;
}
