import { type PackageSource, partsOf } from '../domain/access-package.ts';

/** A package as JSON, by the schema that it names: one line for each entry, and never more than one page in memory. */
export async function* packageJson(source: PackageSource): AsyncGenerator<string> {
  const { head } = source;
  // Without the brace at its end: the lists follow.
  yield JSON.stringify(head, undefined, 2).slice(0, -2);
  for (const part of partsOf[head.right]) {
    yield `,\n  "${part}": [`;
    let before = '\n    ';
    for await (const page of source.entries(part)) {
      if (page.length === 0) continue;
      yield before + page.map((entry) => JSON.stringify(entry)).join(',\n    ');
      before = ',\n    ';
    }
    yield ']';
  }
  yield '\n}\n';
}
