import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { count, percent, short } from '../bench/number-text.ts';
import { markdownTable } from '../bench/table.ts';
import { actNames, acts, requestsOf } from './costs/acts.ts';
import { assumptions } from './costs/assumptions.ts';
import { gaugeSeries, pollsASecond, runsADay } from './costs/from-the-code.ts';
import { allMonth, amountOf, autoscaleMeter, type Meter, meters, throughputOf } from './costs/meters.ts';
import { deliveriesOfAct, type Month, monthOf, totalOf } from './costs/month.ts';

// `node docs/costs.ts` works out what a month takes and writes it into docs/deploy/costs.md, between the markers.
// `node docs/costs.ts --prices prices.json prod` prints what that costs instead, by prices that somebody has looked up.

export const sizes = [
  { name: '10 thousand', people: 1e4 },
  { name: '1 million', people: 1e6 },
  { name: '100 million', people: 1e8 },
] as const;

const page = join(import.meta.dirname, 'deploy/costs.md');

/** The tables of the page, by the marker that each stands under. */
export function tables(): Readonly<Record<string, string>> {
  return {
    month: monthTable(),
    parts: partsTable(),
    search: searchTable(),
    standing: standingTable(),
    acts: actsTable(),
    rates: ratesTable(),
  };
}

/** The page with every table as it is now. */
export function withTables(text: string): string {
  return Object.entries(tables()).reduce((before, [name, table]) => {
    const [begin, end] = [`<!-- ${name} -->\n`, `<!-- end ${name} -->`];
    const from = before.indexOf(begin);
    const to = before.indexOf(end);
    if (from === -1 || to < from) throw new Error(`docs/deploy/costs.md has no place for ${name}`);
    return `${before.slice(0, from)}${begin}\n${table}\n\n${before.slice(to)}`;
  }, text);
}

export const textOfPage = () => readFileSync(page, 'utf8');

/** The search once a night: at the largest size no pass as built comes to its end. */
const nightly = sizes.map(({ name, people }) => ({ name, month: monthOf(people, 'once a night') }));
const asBuilt = sizes.map(({ name, people }) => ({ name, month: monthOf(people, 'as built') }));

function monthTable(): string {
  const rows = meters.map((meter) => ({
    meter: meter.name,
    unit: meter.unit,
    ...Object.fromEntries(nightly.map(({ name, month }) => [name, amount(amountOf(meter, month))])),
  }));
  return markdownTable(rows);
}

/** Which part of each meter is the largest. */
function partsTable(): string {
  const rows = meters
    .filter(({ counted }) => nightly.some(({ month }) => Object.keys(counted(month)).length > 1))
    .map((meter) => ({
      meter: meter.name,
      ...Object.fromEntries(nightly.map(({ name, month }) => [name, largestPart(meter, month)])),
    }));
  return markdownTable(rows);
}

function largestPart({ counted }: Meter, month: Month): string {
  const parts = Object.entries(counted(month)).toSorted(([, one], [, other]) => other - one);
  const [name, value] = parts[0] ?? ['nothing', 0];
  return `${name}, ${percent(value / totalOf(counted(month)))}`;
}

function searchTable(): string {
  const rows = [
    { schedule: 'each quarter of an hour, as built', months: asBuilt },
    { schedule: 'once a night', months: nightly },
  ].map((row) => ({
    search: row.schedule,
    ...Object.fromEntries(row.months.map(({ name, month }) => [name, searchInWords(month)])),
  }));
  return markdownTable(rows);
}

/** A run of a function ends after half an hour (host.json). */
const longestPass = 30 * 60;

function searchInWords({ search, requestUnits }: Month): string {
  const millions = amount((requestUnits['search for leftovers'] ?? 0) / 1e6);
  const pass =
    search.seconds < longestPass ? `${count(search.seconds)} s` : `${short(search.seconds / 3600)} h`;
  if (search.seconds >= longestPass)
    return `not possible: a pass takes ${pass}, a run ends after half an hour`;
  return `${count(search.passes)} passes of ${pass}, ${millions} million RU`;
}

function actsTable(): string {
  const rows = actNames.map((name) => {
    const act = acts[name];
    return {
      act: words(name),
      requests: count(requestsOf(act)),
      'documents written': count(act.documents),
      messages: count(totalOf(act.messages)),
      deliveries: count(deliveriesOfAct(name)),
      mails: count(act.mails),
      'a person and year': String(assumptions.aYear[name]),
    };
  });
  return markdownTable(rows);
}

function words(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** What goes on when nobody comes. */
function ratesTable(): string {
  const timers = [...runsADay].map(([name, runs]) => ({
    'without anybody': `\`${name}\``,
    'a day': count(runs),
  }));
  const polls = {
    'without anybody': 'looks into the change feed, each partition',
    'a day': count(pollsASecond * 86_400),
  };
  const gauges = {
    'without anybody': 'values sent by `measure`, at most',
    'a day': count((runsADay.get('measure') ?? 0) * gaugeSeries),
  };
  return markdownTable([...timers, polls, gauges]);
}

function amount(value: number): string {
  if (value >= 100) return count(value);
  return value >= 1 ? value.toFixed(1) : value.toFixed(2);
}

function standingTable(): string {
  const rows = allMonth.map(({ name, dev, prod }) => ({
    'all month': name,
    dev: count(dev),
    prod: count(prod),
  }));
  const [least] = nightly.map(({ month }) => throughputOf(month));
  return markdownTable([
    ...rows,
    { 'all month': `${autoscaleMeter.name}, at the least`, dev: '0', prod: count(least ?? 0) },
  ]);
}

const price = z.number().nonnegative();
const priceList = z.strictObject({
  currency: z.string(),
  /** For one of each line's unit, a month. */
  prices: z.record(z.string(), price),
});

type Environment = 'dev' | 'prod';

/**
 * What a month costs at each size, a line for each meter; free grants and discounts are not taken off.
 *
 * @throws when a price is missing or names nothing.
 */
export function costs(list: unknown, environment: Environment): string {
  const { currency, prices } = priceList.parse(list);
  const left = new Map(Object.entries(prices));
  const priceOf = (id: string) => {
    const found = left.get(id);
    if (found === undefined) throw new Error(`there is no price for ${id}`);
    left.delete(id);
    return found;
  };
  const lines = linesFor(environment).map(({ id, name, amounts }) => {
    const each = priceOf(id);
    return { name, amounts: amounts.map((units) => units * each) };
  });
  if (left.size > 0) throw new Error(`no meter of ${environment} is called ${[...left.keys()].join(', ')}`);
  const together = sizes.map((_, size) => lines.reduce((sum, { amounts }) => sum + (amounts[size] ?? 0), 0));
  return markdownTable(
    [...lines, { name: 'together', amounts: together }].map(({ name, amounts }) => ({
      [`${currency} a month, ${environment}`]: name,
      ...Object.fromEntries(sizes.map((size, index) => [size.name, (amounts[index] ?? 0).toFixed(2)])),
    })),
  );
}

/** Units of each meter, a number for each size. */
function linesFor(environment: Environment) {
  const growing = meters
    .filter(({ only = environment }) => only === environment)
    .map((meter) => ({
      id: meter.id,
      name: meter.name,
      amounts: nightly.map(({ month }) => amountOf(meter, month)),
    }));
  const throughput = { ...autoscaleMeter, amounts: nightly.map(({ month }) => throughputOf(month)) };
  const always = allMonth
    .map((each) => ({ id: each.id, name: each.name, amounts: sizes.map(() => each[environment]) }))
    .filter(({ amounts: [amountThere] }) => amountThere !== 0);
  return [...growing, ...(environment === 'prod' ? [throughput] : []), ...always];
}

if (import.meta.main) {
  const [option, path, environment] = process.argv.slice(2);
  if (option === undefined) writeFileSync(page, withTables(textOfPage()));
  else if (option === '--prices' && path !== undefined && (environment === 'dev' || environment === 'prod')) {
    const list: unknown = JSON.parse(readFileSync(path, 'utf8'));
    console.log(costs(list, environment));
  } else {
    console.error('usage: node docs/costs.ts [--prices <file> dev|prod]');
    process.exit(2);
  }
}
