import { posix } from 'node:path';

/** One import of a file: from where, and the names it takes; `computed` when only a running program knows. */
export interface Import {
  readonly specifier: string;
  readonly names: readonly string[];
}

export const computed = 'computed';

/**
 * Every import of a TypeScript source: static, for side effects, re-exported, dynamic, in a type, by `require`.
 * No parser of TypeScript is among our dependencies, so this reads what our formatter writes: a statement begins
 * its line.
 */
export function importsOf(source: string): Import[] {
  const code = withoutComments(source);
  return forms.flatMap(({ pattern, read }) =>
    [...code.matchAll(pattern)].map(({ groups }) => read(groups ?? {})),
  );
}

type Groups = Readonly<Record<string, string | undefined>>;

const quoted = String.raw`(?<quote>['"])(?<specifier>[^'"\n]+)\k<quote>`;
const plain = ({ specifier = '' }: Groups): Import => ({ specifier, names: [] });

const forms: readonly { readonly pattern: RegExp; readonly read: (groups: Groups) => Import }[] = [
  {
    pattern: new RegExp(
      String.raw`^[ \t]*(?:import|export)\b(?<clause>[\w$\s{},*]*?)\bfrom\s*${quoted}`,
      'gm',
    ),
    read: ({ specifier = '', clause = '' }) => ({ specifier, names: namesIn(clause) }),
  },
  {
    pattern: new RegExp(String.raw`^[ \t]*import\s*${quoted}`, 'gm'),
    read: plain,
  },
  { pattern: new RegExp(String.raw`\bimport\s*\(\s*${quoted}`, 'g'), read: plain },
  { pattern: new RegExp(String.raw`\brequire(?:\.resolve)?\s*\(\s*${quoted}`, 'g'), read: plain },
  { pattern: /\bimport\s*\(\s*[^'"\s]/g, read: () => ({ specifier: computed, names: [] }) },
];

/** The names as the other file has them: `a` of `{ type a as b }`. */
function namesIn(clause: string): string[] {
  return clause
    .split(/[{},]/)
    .map((part) =>
      part
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s.*$/, ''),
    )
    .filter((name) => name !== '' && name !== 'type');
}

/** Strings are matched, too, so that a `//` in one is no comment. */
const stringsAndComments =
  /(?<string>'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`)|\/\*[^]*?\*\/|\/\/[^\n]*/g;

function withoutComments(source: string): string {
  return source.replaceAll(stringsAndComments, (_, string?: string) => string ?? ' ');
}

/** What a specifier means in `file`: a path of the project for a relative one, else the package or module itself. */
export function resolveImport(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
}
