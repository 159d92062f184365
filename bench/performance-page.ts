import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, type } from 'node:os';
import { join } from 'node:path';
import type { Figures, Measurement } from './measurement.ts';
import { markdownTable } from './table.ts';

const page = join(import.meta.dirname, '../docs/performance.md');

/** Puts the figures of a run between the measurement's markers in docs/performance.md. */
export function writeFigures({ name, work }: Measurement, { rows, findings }: Figures): void {
  const text = readFileSync(page, 'utf8');
  const [begin, end] = [`<!-- bench ${name} -->\n`, `<!-- end ${name} -->`];
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from === -1 || to < from) throw new Error(`docs/performance.md has no place for ${name}`);
  const block = [work, markdownTable(rows), findings.map((each) => `* ${each}`).join('\n'), `_${where()}_`];
  const filled = block.filter((part) => part !== '').join('\n\n');
  writeFileSync(page, `${text.slice(0, from)}${begin}\n${filled}\n\n${text.slice(to)}`);
}

/** When and on what: figures say nothing without it. */
export function where(): string {
  const processors = cpus();
  const model = processors[0]?.model.trim() ?? 'unknown';
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, Node.js ${process.versions.node}, ${type()}, ${processors.length} × ${model}`;
}
