import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Cron } from 'croner';
import serviceBus from '../../infra/service-bus.json' with { type: 'json' };
import type { AmqpScalar } from '../../local/service-bus/codec/amqp-value.ts';
import { evaluate } from '../../local/service-bus/sql-filter/evaluate.ts';
import { parseFilter } from '../../local/service-bus/sql-filter/parser.ts';
import { signals } from '../../shared/policy/signals.ts';
import { askedProcessors, type Messages } from './acts.ts';

// What the code says already is read from it, so that the page follows when it changes.

const triggers = readFileSync(join(import.meta.dirname, '../../functions/main.ts'), 'utf8');

/** Runs of each timer in a day. */
export const runsADay: ReadonlyMap<string, number> = new Map(
  [...triggers.matchAll(/timer\('([\w-]+)', '([^']+)'/g)].map(([, name = '', schedule = '']) => [
    name,
    new Cron(schedule, { timezone: 'UTC', sloppyRanges: true })
      .nextRuns(2000, '2027-01-31T23:59:59Z')
      .filter(isThatDay).length,
  ]),
);

function isThatDay(run: Date): boolean {
  return run.toISOString().startsWith('2027-02-01');
}

/** Looks into the change feed in a second, of each physical partition, while nothing comes. */
export const pollsASecond = 1000 / Number(/feedPollDelay: (\d+)/.exec(triggers)?.[1]);

/** Time series that the job `measure` sends at each run, at most. */
export const gaugeSeries = Object.values(signals)
  .filter(({ kind }) => kind === 'gauge')
  .map(({ words, numbers }) => {
    const combinations = Object.values(words).reduce((product, list) => product * list.length, 1);
    return combinations * Math.max(1, Object.keys(numbers).length);
  })
  .reduce((sum, series) => sum + series, 0);

const subscriptions = serviceBus.UserConfig.Namespaces.flatMap(({ Topics }) =>
  Topics.flatMap(({ Subscriptions }) =>
    Subscriptions.map(({ Name, Rules }) => ({
      name: Name,
      filters: Rules.map((rule) => parseFilter(rule.Properties.SqlFilter.SqlExpression)),
    })),
  ),
);

/** Copies of messages that each subscription is given, by its own filter. */
export function deliveriesOf(messages: Messages): ReadonlyMap<string, number> {
  const given = new Map<string, number>();
  for (const [event, count] of Object.entries(messages)) {
    const isOfProcessors = event.startsWith('processor.');
    const about = isOfProcessors ? askedProcessors : [undefined];
    for (const processor of about) {
      for (const { name, filters } of subscriptions) {
        if (!filters.some((filter) => evaluate(filter, factsOf(event, processor)) === true)) continue;
        given.set(name, (given.get(name) ?? 0) + count / about.length);
      }
    }
  }
  return given;
}

function factsOf(event: string, processor: string | undefined) {
  const user = new Map<string, AmqpScalar>([['type', `works.contracting.privacy.${event}.v1`]]);
  if (processor !== undefined) user.set('processor', processor);
  return { system: new Map(), user };
}
