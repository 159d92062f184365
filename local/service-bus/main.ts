import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runPart } from '../part.ts';
import { startServiceBus } from './start-service-bus.ts';

const USAGE = 'node local/service-bus/main.ts --port N --config FILE (--data DIR | --ephemeral)';

await runPart(async (clock) => {
  const { port, config, data } = options();
  return startServiceBus({ port, config: readConfig(config), data, clock });
});

function options(): { port: number; config: string; data: string } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      config: { type: 'string' },
      data: { type: 'string' },
      ephemeral: { type: 'boolean', default: false },
    },
  });
  const { config, ephemeral } = values;
  const port = Number(values.port);
  const data = ephemeral ? 'ephemeral' : values.data;
  const wellFormed = Number.isInteger(port) && port >= 0 && port < 65_536 && !(ephemeral && values.data);
  if (config === undefined || data === undefined || !wellFormed) throw new Error(`usage: ${USAGE}`);
  return { port, config, data };
}

function readConfig(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
