import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runPart } from '../part.ts';
import { startCosmos } from './start-cosmos.ts';

const USAGE = 'usage: node local/cosmos/main.ts --port N (--data DIR | --ephemeral)';

function settings() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      data: { type: 'string' },
      ephemeral: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  const data = values.ephemeral ? 'ephemeral' : values.data && resolve(values.data);
  if (!Number.isInteger(port) || port < 1 || port > 65_535 || !data) throw new Error(USAGE);
  return { port, data };
}

await runPart(async (clock) => startCosmos({ ...settings(), clock }));
