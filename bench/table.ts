import type { Row } from './measurement.ts';

/** The table for a terminal: aligned, numbers to the right. */
export function textTable(rows: readonly Row[]): string {
  const lines = grid(rows);
  const widths = columnWidths(lines);
  return lines.map((cells) => cells.map((cell, index) => aligned(cell, index, widths)).join('  ')).join('\n');
}

/** The table as Markdown. */
export function markdownTable(rows: readonly Row[]): string {
  const [headings = [], ...cells] = grid(rows);
  const rule = headings.map((_, index) => (index === 0 ? '---' : '---:'));
  return [headings, rule, ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
}

function grid(rows: readonly Row[]): string[][] {
  const headings = Object.keys(rows[0] ?? {});
  return [headings, ...rows.map((row) => headings.map((heading) => row[heading] ?? ''))];
}

function columnWidths(lines: readonly string[][]): number[] {
  const [headings = []] = lines;
  return headings.map((_, index) => Math.max(...lines.map((cells) => cells[index]?.length ?? 0)));
}

function aligned(cell: string, index: number, widths: readonly number[]): string {
  const width = widths[index] ?? 0;
  return index === 0 ? cell.padEnd(width) : cell.padStart(width);
}
