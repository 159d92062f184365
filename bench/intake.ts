import { type HelloWorlds, startHelloWorlds } from './hello-worlds.ts';
import { IntakeLedger } from './intake-ledger.ts';
import { type LoadResult, load } from './load.ts';
import { type Figures, type Measurement, mustHold, type Row } from './measurement.ts';
import { count, percent } from './number-text.ts';
import { newPerson } from './person.ts';
import { type Product, startProduct } from './product.ts';
import { median } from './statistics.ts';

const plans = {
  full: { rounds: 3, seconds: 3, warmUpSeconds: 4 },
  quick: { rounds: 1, seconds: 1, warmUpSeconds: 1 },
} as const;
const connectionCounts = [1, 8, 32] as const;

/** How many registrations a second the whole stack commits, as a share of what a function can answer at all. */
export const intake: Measurement = {
  name: 'intake',
  work: 'POST /api/registrations with JSON, each of somebody new with name and e-mail address, through the whole local stack with its data on disk, beside GETs of a hello-world function on a second Functions host and of a hello world on `node:http`, by turns.',
  async run(effort) {
    await using product = await startProduct();
    await using hello = await startHelloWorlds();
    return await measure({ product, hello }, plans[effort]);
  },
};

/** One number of connections, one round. */
interface Turn {
  readonly connections: number;
  readonly server: LoadResult;
  readonly hello: LoadResult;
  readonly intake: LoadResult;
}

async function measure(
  { product, hello }: { readonly product: Product; readonly hello: HelloWorlds },
  { rounds, seconds, warmUpSeconds }: (typeof plans)[keyof typeof plans],
): Promise<Figures> {
  const ledger = new IntakeLedger(product);
  const takeTurn = async (connections: number, long: number): Promise<Turn> => {
    const until = { seconds: long };
    const turn = {
      connections,
      server: await load({ url: hello.serverUrl, connections, until }),
      hello: await load({ url: hello.functionUrl, connections, until }),
      intake: await load({
        url: product.registrationsUrl,
        connections,
        until,
        body: newPerson,
        onAnswer: (status, body) => ledger.note(status, body),
      }),
    };
    // What the relay has still to do would slow down whoever is measured next.
    await ledger.settle();
    return turn;
  };

  await takeTurn(8, warmUpSeconds);
  const turns: Turn[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const connections of connectionCounts) turns.push(await takeTurn(connections, seconds));
  }
  const failed = turns.reduce(
    (sum, turn) => sum + turn.server.failed + turn.hello.failed + turn.intake.failed,
    0,
  );
  mustHold('every request is answered 2xx', failed === 0);
  return {
    rows: connectionCounts.map((connections) =>
      rowOf(turns.filter((turn) => turn.connections === connections)),
    ),
    findings: [
      `Median of ${rounds} rounds of ${seconds} s each; the ratio is that of the two in the same round.`,
      await ledger.audit(),
      await ledger.auditRivals(),
    ],
  };
}

function rowOf(turns: readonly Turn[]): Row {
  const middle = (figure: (turn: Turn) => number) => median(turns.map(figure));
  return {
    connections: String(turns[0]?.connections),
    'node:http/s': count(middle(({ server }) => server.perSecond)),
    'hello function/s': count(middle(({ hello }) => hello.perSecond)),
    'registrations/s': count(middle((turn) => turn.intake.perSecond)),
    'of the hello function': percent(middle((turn) => turn.intake.perSecond / turn.hello.perSecond)),
    'of node:http': percent(middle((turn) => turn.intake.perSecond / turn.server.perSecond)),
    'p50 ms': count(middle((turn) => turn.intake.p50)),
    'p99 ms': count(middle((turn) => turn.intake.p99)),
  };
}
