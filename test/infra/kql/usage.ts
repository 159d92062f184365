import { memberOf, parseQuery, part, partsOfKind, type Syntax } from './language.ts';
import { literal } from './scalar.ts';
import { calls, wires } from './wires.ts';

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
