import { sweepRetention } from '../shared/usecases/sweep-retention.ts';
import { loadRegistrations } from './load-registrations.ts';
import { type Figures, type Measurement, mustHold, type Row } from './measurement.ts';
import { count, times } from './number-text.ts';
import { median } from './statistics.ts';
import { type SweepDatabase, startSweepDatabase } from './sweep-database.ts';

const plans = {
  full: { small: 10_000, large: 200_000, due: 1_000, warmUp: 300, rounds: 3 },
  quick: { small: 200, large: 1_000, due: 50, warmUp: 10, rounds: 1 },
} as const;
type Plan = (typeof plans)[keyof typeof plans];

/** What a sweep costs when the database grows and what is due does not. */
export const sweep: Measurement = {
  name: 'sweep',
  work: '`sweepRetention` over the SDK, among the records of a small and of a large database on disk, by turns; 1,000 due ones are put in before each turn, each of another person with head, event and identifier entry. In one batch it deletes the record and writes the events that notify the processors; what follows comes by messages, and is measured as `erasures`.',
  async run(effort) {
    const plan = plans[effort];
    await using small = await startSweepDatabase();
    await using large = await startSweepDatabase();
    await prepare(small, plan.small, plan);
    await prepare(large, plan.large, plan);
    const turns: { readonly small: Sweep; readonly large: Sweep }[] = [];
    for (let round = 0; round < plan.rounds; round += 1) {
      turns.push({
        small: await takeTurn(small, plan.small, plan),
        large: await takeTurn(large, plan.large, plan),
      });
    }
    return figuresOf(turns, plan);
  },
};

interface Sweep {
  readonly seconds: number;
  readonly requests: number;
  /** Seconds until what was erased is out of the endpoint's files. */
  readonly compaction: number;
}

/** Fills the database with all but the records that come due, and warms up. */
async function prepare(database: SweepDatabase, records: number, { due, warmUp }: Plan): Promise<void> {
  await loadRegistrations(database, { due: warmUp, kept: records - due });
  await sweepOnce(database, warmUp);
}

async function takeTurn(database: SweepDatabase, records: number, { due }: Plan): Promise<Sweep> {
  await loadRegistrations(database, { due, kept: 0 });
  mustHold('the database has the records stated', (await recordsIn(database)) === records);
  const swept = await sweepOnce(database, due);
  mustHold('what is not due is still there', (await recordsIn(database)) === records - due);
  return swept;
}

async function sweepOnce(database: SweepDatabase, due: number): Promise<Sweep> {
  const requestsBefore = await database.requests();
  const began = performance.now();
  const receipt = await sweepRetention(database.world);
  const ended = performance.now();
  const requests = (await database.requests()) - requestsBefore;
  mustHold('a sweep erases what is due', receipt.records === due && receipt.failed === 0);
  await database.compact();
  return { seconds: (ended - began) / 1000, requests, compaction: (performance.now() - ended) / 1000 };
}

async function recordsIn({ containers }: SweepDatabase): Promise<number> {
  const query = `SELECT VALUE COUNT(1) FROM c WHERE c.kind = 'registration'`;
  const { resources } = await containers.subjects.items.query<number>(query).fetchAll();
  return resources[0] ?? 0;
}

function figuresOf(
  turns: readonly { readonly small: Sweep; readonly large: Sweep }[],
  { small, large, due, rounds }: Plan,
): Figures {
  const ratio = median(turns.map((turn) => turn.large.seconds / turn.small.seconds));
  return {
    rows: [
      rowOf(
        turns.map((turn) => turn.small),
        { records: small, due },
      ),
      rowOf(
        turns.map((turn) => turn.large),
        { records: large, due },
      ),
    ],
    findings: [
      `Among ${count(large)} records the sweep takes ${times(ratio)} the time that it takes among ${count(small)}.`,
      `Median of ${rounds} rounds; after each, every record that was not due is still there. Compaction is what the local endpoint does once it is quiet, so that what was erased is out of its files too.`,
    ],
  };
}

function rowOf(
  sweeps: readonly Sweep[],
  { records, due }: { readonly records: number; readonly due: number },
): Row {
  const seconds = median(sweeps.map((each) => each.seconds));
  return {
    records: count(records),
    due: count(due),
    'sweep s': seconds.toFixed(2),
    'records/s': count(due / seconds),
    'requests per record': (median(sweeps.map(({ requests }) => requests)) / due).toFixed(2),
    'compaction s': median(sweeps.map(({ compaction }) => compaction)).toFixed(2),
  };
}
