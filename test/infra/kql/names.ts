import type { SentCall } from '../../../shared/adapters/telemetry/batch.ts';
import { processors } from '../../../shared/policy/processors.ts';
import { type Signal, signals } from '../../../shared/policy/signals.ts';
import { memberOf, parseQuery, part, partsOfKind, type Syntax } from './language.ts';
import { queryFiles } from './query-files.ts';
import type { Bag, Row } from './row.ts';
import { rowsOf, type Workspace } from './rows-of.ts';
import { literal, textOf } from './scalar.ts';

/** One thing that the product may send: what stands in the column `Name`, and in which table. */
export interface Wire {
  readonly name: string;
  readonly table: 'AppEvents' | 'AppMetrics' | 'AppDependencies';
  readonly words: Signal['words'];
  /** What is in `Measurements`. */
  readonly numbers: readonly string[];
}

const listed: readonly (readonly [string, Signal])[] = Object.entries<Signal>(signals);

/** Every signal as it arrives: an event with its numbers, or a metric for each number. */
export const wires: readonly Wire[] = listed.flatMap(([name, { kind, words, numbers }]): Wire[] => {
  const each = Object.keys(numbers);
  if (kind === 'event') return [{ name, table: 'AppEvents', words, numbers: each }];
  const metrics = each.length === 0 ? [name] : each.map((number) => `${name}.${number}`);
  return metrics.map((metric) => ({ name: metric, table: 'AppMetrics', words, numbers: [] }));
});

/** A call to a processor: its name is the processor's. */
const calls: Wire = {
  name: 'call',
  table: 'AppDependencies',
  words: { operation: ['erase', 'rectify', 'withdraw', 'verify'] satisfies SentCall['operation'][] },
  numbers: [],
};

/** Everything that a query takes for granted about what the product sends. */
export interface Usage {
  readonly tables: ReadonlySet<string>;
  /** What it compares the column `Name` with. */
  readonly names: ReadonlySet<string>;
  /** What it reads in `Properties`, and the words that it compares each with. */
  readonly words: ReadonlyMap<string, ReadonlySet<string>>;
  /** What it reads in `Measurements`. */
  readonly numbers: ReadonlySet<string>;
}

export function usageOf(query: string): Usage {
  const { syntax } = parseQuery(query);
  const members = partsOfKind(syntax, 'PathExpression', 'ElementExpression').map(memberOf);
  const keysOf = (bag: string) => members.flatMap(({ of, key }) => (of.text === bag ? key : []));
  const columns = columnsOf(syntax);
  const said = comparisons(syntax);
  const words = keysOf('Properties').map((key): [string, ReadonlySet<string>] => {
    const values = said.filter(({ of }) => of === key || columns.get(of) === key);
    return [key, new Set(values.map(({ value }) => value))];
  });
  return {
    tables: new Set(
      partsOfKind(syntax, 'NameReference').flatMap(({ refersTo, text }) =>
        refersTo === 'TableSymbol' ? text : [],
      ),
    ),
    names: new Set(said.flatMap(({ of, value }) => (of === 'Name' ? value : []))),
    words: new Map(words),
    numbers: new Set(keysOf('Measurements')),
  };
}

/** `tostring(Properties.job)` */
const property = /^tostring\(Properties(?:\.|\[')(?<key>\w+)(?:'\])?\)$/u;

/** Columns that the query made of a property, by name. */
function columnsOf(syntax: Syntax): ReadonlyMap<string, string> {
  return new Map(
    partsOfKind(syntax, 'SimpleNamedExpression').flatMap((named): [string, string][] => {
      const key = property.exec(part(named, 'Expression').text)?.groups?.['key'];
      return key === undefined ? [] : [[part(named, 'Name').text, key]];
    }),
  );
}

/** Every text that something is compared with, be it in a condition or in a column of a `datatable`. */
function comparisons(syntax: Syntax): readonly { readonly of: string; readonly value: string }[] {
  const conditions = partsOfKind(syntax, 'BinaryExpression', 'InExpression').flatMap((condition) => {
    const left = part(condition, 'Left');
    const values = partsOfKind(part(condition, 'Right'), 'LiteralExpression');
    return values.map((value) => ({ of: property.exec(left.text)?.groups?.['key'] ?? left.text, value }));
  });
  const cells = partsOfKind(syntax, 'DataTableExpression').flatMap((table) => {
    const columns = part(part(table, 'Schema'), 'Columns').parts.map((column) => part(column, 'Name').text);
    return part(table, 'Values').parts.map((value, at) => ({
      of: columns[at % columns.length] ?? '',
      value,
    }));
  });
  return [...conditions, ...cells].flatMap(({ of, value }) =>
    value.type === 'string' ? [{ of, value: String(literal(value)) }] : [],
  );
}

/** What is wrong with the names that a query uses, in sentences; nothing, if the list of signals knows them all. */
export function wrongNames(query: string): readonly string[] {
  const { tables, names, words, numbers } = usageOf(query);
  const known = wires.filter(({ name }) => names.has(name));
  const named = names.size === 0 ? wires : known;
  const among = tables.has(calls.table) ? [...named, calls] : named;
  return [
    ...[...names]
      .filter((name) => !wires.some((wire) => wire.name === name))
      .map((name) => `no signal arrives as ${name}`),
    ...known
      .filter(({ table }) => !tables.has(table))
      .map(({ name, table }) => `${name} arrives in ${table}`),
    ...[...words].flatMap(([word, values]) => {
      const may = among.flatMap((wire) => wire.words[word] ?? []);
      if (!among.some((wire) => word in wire.words)) return [`no signal has the property ${word}`];
      return [...values]
        .filter((value) => !may.includes(value))
        .map((value) => `${word} never says ${value}`);
    }),
    ...[...numbers]
      .filter((number) => !among.some((wire) => wire.numbers.includes(number)))
      .map((number) => `no signal has the number ${number}`),
  ];
}

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
