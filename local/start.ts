import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT_ROOT, readLocalSettings } from './local-settings.ts';
import { startFailure } from './part.ts';
import { fixedPorts } from './ports.ts';
import { type LocalStack, startLocalStack } from './stack.ts';
import { eventLine, startPage } from './start-page.ts';

/** `npm start`: the whole stack in the foreground, until Ctrl-C. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ephemeral: { type: 'boolean', default: false },
      app: { type: 'string' },
      data: { type: 'string', default: join(PROJECT_ROOT, '.local') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);

  let isStopWanted = false;
  let stack: LocalStack | undefined;
  const stop = () => {
    // npm passes Ctrl-C on to a process that the terminal has told already.
    if (isStopWanted) return;
    isStopWanted = true;
    console.log(stack === undefined ? '\nstopping as soon as everything has started' : '\nstopping');
    if (stack !== undefined) void end(stack);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  stack = await startLocalStack({
    data: values.ephemeral ? 'ephemeral' : resolve(values.data),
    ports: fixedPorts(portOffset(process.env['PRIVACY_PORT_OFFSET'])),
    ...(values.app === undefined ? {} : { app: values.app }),
    onProgress: (event) => console.log(eventLine(event)),
    log: (line) => console.log(line),
  });
  if (isStopWanted) return end(stack);
  console.log(
    startPage({
      addresses: stack.addresses,
      data: values.ephemeral ? 'in memory and goes with it' : `kept in ${values.data}`,
      staffKey: readLocalSettings()['STAFF_DEVELOPMENT_KEY'] ?? '',
      movedTo: stack.clock.isMoved ? stack.clock.now() : undefined,
    }),
  );
}

const USAGE = `node local/start.ts [--ephemeral | --data DIR] [--app FILE]
  --ephemeral   keep everything in memory
  --data DIR    keep the data there (.local of the project)
  --app FILE    the file of the Function App (functions/main.ts)
PRIVACY_PORT_OFFSET=n in the environment moves every port by n.`;

async function end(stack: LocalStack): Promise<void> {
  await stack.stop();
  process.exit(0);
}

/** Throws a sentence for an offset that leaves the range of ports. */
function portOffset(value: string | undefined): number {
  const offset = Number(value ?? 0);
  const ports = Object.values(fixedPorts(offset));
  if (ports.every((port) => Number.isInteger(port) && port > 0 && port < 65_536)) return offset;
  throw new Error('PRIVACY_PORT_OFFSET must be a whole number that leaves every port between 1 and 65535');
}

try {
  await main();
} catch (error) {
  console.error(startFailure(error));
  process.exit(1);
}
