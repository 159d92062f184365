import { processors } from '../../../shared/policy/processors.ts';
import { queryFiles } from './query-files.ts';
import type { Bag, Row } from './row.ts';
import { rowsOf, type Workspace } from './rows-of.ts';
import { textOf } from './scalar.ts';
import { type Usage, usageOf } from './usage.ts';
import { calls, type Wire, wires } from './wires.ts';

/** What the queries read, against items that the product really sent. */
export interface NameCheck {
  /** Sent, and no query shows it. */
  readonly unread: readonly string[];
  /** Read by a query, and not among the items: what was sent did not need it, or it is called otherwise. */
  readonly unsent: readonly string[];
  /** Sent without a property or number by which a query asks for it, or in another table. */
  readonly lacking: readonly string[];
}

/** Holds the names in the queries of `infra/queries` against items in the wire format of Application Insights. */
export function checkNames(items: readonly unknown[]): NameCheck {
  const workspace = rowsOf(items);
  const names = [...workspace.AppEvents, ...workspace.AppMetrics].map(({ Name }) => textOf(Name ?? null));
  // What the SDK says of itself begins with a line.
  const sent = new Set(names.filter((name) => !name.startsWith('_')));
  const usages = queryFiles().map(({ text }) => usageOf(text));
  const read = new Set(usages.flatMap((usage) => [...usage.names]));
  const lacking = usages.flatMap((usage) => [
    ...wires
      .filter(({ name }) => usage.names.has(name) && sent.has(name))
      .flatMap((wire) => lackingIn(wire, usage, rowsNamed(wire, workspace))),
    ...(usage.tables.has(calls.table) ? lackingIn(calls, usage, callsToProcessors(workspace)) : []),
  ]);
  return {
    unread: [...sent].filter((name) => !read.has(name)).toSorted(),
    unsent: [...read].filter((name) => !sent.has(name)).toSorted(),
    lacking: [...new Set(lacking)].toSorted(),
  };
}

function rowsNamed({ name, table }: Wire, workspace: Workspace): readonly Row[] {
  return workspace[table].filter(({ Name }) => Name === name);
}

function callsToProcessors({ AppDependencies }: Workspace): readonly Row[] {
  return AppDependencies.filter(({ Target }) => Object.hasOwn(processors, textOf(Target ?? null)));
}

function lackingIn(wire: Wire, usage: Usage, rows: readonly Row[]): readonly string[] {
  if (rows.length === 0) return wire === calls ? [] : [`${wire.name} in ${wire.table}`];
  const has = (column: 'Properties' | 'Measurements', key: string) =>
    rows.every((row) => key in ((row[column] ?? {}) as Bag));
  const words = Object.keys(wire.words).filter((word) => usage.words.has(word) && !has('Properties', word));
  const numbers = wire.numbers.filter((number) => usage.numbers.has(number) && !has('Measurements', number));
  return [...words, ...numbers].map((key) => `${wire.name}: ${key}`);
}
