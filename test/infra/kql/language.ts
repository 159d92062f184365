import '@kusto/language-service-next/bridge.min.js';
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js';
import { tables } from './tables.ts';

/** What is used here of Microsoft's language service, which puts itself into these two globals. */
declare const Bridge: {
  toArray<T>(list: ListOf<T>): readonly T[];
  getTypeName(value: object): string;
};
declare const Kusto: {
  readonly Language: {
    readonly KustoCode: { ParseAndAnalyze(text: string, globals: Globals): Code };
    readonly GlobalState: { readonly Default: Globals };
    readonly Symbols: {
      readonly TableSymbol: { From(schema: string): Table };
      readonly DatabaseSymbol: { readonly $ctor1: new (name: string, tables: readonly Table[]) => Database };
    };
  };
};
interface ListOf<T> {
  readonly of?: T;
}
interface Table {
  WithName(name: string): Table;
}
interface Database {
  readonly Name: string;
}
interface Globals {
  WithDatabase(database: Database): Globals;
}
interface Code {
  readonly Syntax: Element;
  GetDiagnostics(): ListOf<{ readonly Message: string }>;
}
interface Element {
  readonly NameInParent: string | null;
  readonly ChildCount: number;
  GetChild(index: number): Element | null;
  /** Of a token: as it is written, without the comments before it. */
  readonly Text?: string;
  readonly ResultType?: ResultType | null;
  readonly ReferencedSymbol?: object | null;
}
interface ResultType {
  readonly Name: string;
  /** Of rows. */
  readonly Columns?: ListOf<{ readonly Name: string; readonly Type: { readonly Name: string } }>;
}

/** A part of a query: what it is, its place in the part around it, and its parts. Lists are parts of the kind `List`. */
export interface Syntax {
  readonly kind: string;
  readonly role: string;
  /** As it is written, blanks and comments left out. */
  readonly text: string;
  /** `string`, `datetime`, `timespan`, `bool`…; empty where it is no value. */
  readonly type: string;
  /** Where it is rows: the columns that are texts. */
  readonly texts: readonly string[];
  /** What a name refers to: `ColumnSymbol`, `TableSymbol`, `VariableSymbol`, `FunctionSymbol`… */
  readonly refersTo: string;
  readonly parts: readonly Syntax[];
}

const { KustoCode, GlobalState, Symbols } = Kusto.Language;

const workspace = GlobalState.Default.WithDatabase(
  new Symbols.DatabaseSymbol.$ctor1(
    'workspace',
    Object.entries(tables).map(([name, columns]) => {
      const schema = Object.entries(columns).map(([column, type]) => `${column}: ${type}`);
      return Symbols.TableSymbol.From(`(${schema.join(', ')})`).WithName(name);
    }),
  ),
);

export interface Parsed {
  readonly syntax: Syntax;
  readonly diagnostics: readonly string[];
}

const parsed = new Map<string, Parsed>();

/** A query parsed and bound to the workspace's tables, with what the language service finds wrong with it. */
export function parseQuery(text: string): Parsed {
  const known = parsed.get(text) ?? parse(text);
  parsed.set(text, known);
  return known;
}

function parse(text: string): Parsed {
  const code = KustoCode.ParseAndAnalyze(text, workspace);
  const diagnostics = Bridge.toArray(code.GetDiagnostics()).map(({ Message }) => Message);
  return { syntax: read(code.Syntax), diagnostics };
}

function read(element: Element): Syntax {
  const name = Bridge.getTypeName(element);
  const children = Array.from({ length: element.ChildCount }, (_, index) => element.GetChild(index) ?? []);
  const parts = children.flat().map(read);
  const isList = kindOf(name) === 'List';
  return {
    kind: kindOf(name),
    role: element.NameInParent ?? '',
    text: element.Text ?? parts.map((each) => each.text).join(''),
    type: element.ResultType?.Name ?? '',
    texts: textsOf(element.ResultType),
    refersTo: element.ReferencedSymbol ? kindOf(Bridge.getTypeName(element.ReferencedSymbol)) : '',
    // An element of a list may be wrapped, together with the comma after it.
    parts: isList ? parts.flatMap((each) => (isWrapper(each) ? each.parts.slice(0, 1) : each)) : parts,
  };
}

function textsOf(type: ResultType | null | undefined): readonly string[] {
  const columns = type?.Columns === undefined ? [] : Bridge.toArray(type.Columns);
  return columns.flatMap(({ Name, Type }) => (Type.Name === 'string' ? Name : []));
}

/** The name of a class, of which generic ones say their arguments as well. */
function kindOf(name: string): string {
  const kind = /^[\w.+]*?(?<kind>\w+)(?:$|[`$]\d)/u.exec(name)?.groups?.['kind'] ?? name;
  return kind === 'SyntaxList' ? 'List' : kind;
}

function isWrapper({ kind }: Syntax): boolean {
  return kind === 'SeparatedElement';
}

/** The part in this place; every kind of part has its own. */
export function part(of: Syntax, role: string): Syntax {
  const found = maybePart(of, role);
  if (found === undefined) throw new Error(`${of.kind} has no ${role}: ${of.text}`);
  return found;
}

export function maybePart(of: Syntax, role: string): Syntax | undefined {
  return of.parts.find((each) => each.role === role);
}

/** All parts of these kinds, at any depth. */
export function partsOfKind(of: Syntax, ...kinds: readonly string[]): readonly Syntax[] {
  const deeper = of.parts.flatMap((each) => partsOfKind(each, ...kinds));
  return kinds.includes(of.kind) ? [of, ...deeper] : deeper;
}

/** `Properties.job` or `Properties['by']`: what is asked, and for which key. */
export function memberOf(expression: Syntax): { readonly of: Syntax; readonly key: string } {
  const [of, selector] = [part(expression, 'Expression'), part(expression, 'Selector')];
  return { of, key: selector.text.replaceAll(/[[\]']/gu, '') };
}
