import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../infra/queries');

/** The queries of `infra/queries`: those of alert rules, of the workbook, and those that runbooks send one to. */
const uses = ['alerts', 'workbook', 'runbooks'] as const;

export interface QueryFile {
  /** Without `.kql`. */
  readonly name: string;
  readonly use: (typeof uses)[number];
  readonly text: string;
}

export function queryFiles(of: readonly QueryFile['use'][] = uses): readonly QueryFile[] {
  return of.flatMap((use) =>
    readdirSync(join(folder, use)).map((file) => ({
      name: file.replace(/\.kql$/u, ''),
      use,
      text: readFileSync(join(folder, use, file), 'utf8'),
    })),
  );
}

export function queryText(use: QueryFile['use'], name: string): string {
  return readFileSync(join(folder, use, `${name}.kql`), 'utf8');
}
