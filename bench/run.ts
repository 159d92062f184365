import { parseArgs } from 'node:util';
import { audiences } from './audiences.ts';
import { bundle } from './bundle.ts';
import { erasureRequests } from './erasure-requests.ts';
import { erasures } from './erasures.ts';
import { events } from './events.ts';
import { formToMessage } from './form-to-message.ts';
import { intake } from './intake.ts';
import type { Measurement } from './measurement.ts';
import { where, writeFigures } from './performance-page.ts';
import { sweep } from './sweep.ts';
import { textTable } from './table.ts';

const measurements: readonly Measurement[] = [
  intake,
  formToMessage,
  sweep,
  erasures,
  erasureRequests,
  audiences,
  events,
  bundle,
];

const usage = `usage: node bench/run.ts [--quick | --write] [name ...]
  --quick  a little of everything, in a minute or two: shows that it works, its figures mean nothing
  --write  puts the figures into docs/performance.md
  names    ${measurements.map(({ name }) => name).join(', ')}; all of them unless named`;

const { quick, write, chosen } = readCommandLine();
console.log(`${where()}\n`);
for (const measurement of chosen) {
  const began = performance.now();
  console.log(`${measurement.name}: ${measurement.work}\n`);
  const figures = await measurement.run(quick ? 'quick' : 'full');
  console.log(`${textTable(figures.rows)}\n`);
  for (const finding of figures.findings) console.log(`  ${finding}`);
  console.log(`  (${Math.round((performance.now() - began) / 1000)} s)\n`);
  if (write) writeFigures(measurement, figures);
}

function readCommandLine() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
    });
    if (values.quick && values.write) throw new Error('figures of a quick run are not written down');
    const unknown = positionals.filter((given) => !measurements.some(({ name }) => name === given));
    if (unknown.length > 0) throw new Error(`no measurement ${unknown.join(', ')}`);
    const isChosen = ({ name }: Measurement) => positionals.length === 0 || positionals.includes(name);
    return { ...values, chosen: measurements.filter(isChosen) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
    process.exit(2);
  }
}
