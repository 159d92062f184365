import { parseArgs } from 'node:util';
import * as z from 'zod';
import { runPart } from '../part.ts';
import { startFunctionsHost } from './host.ts';
import { toError } from './invocation.ts';
import { createLog } from './log.ts';
import { loadSettings } from './settings.ts';

const USAGE =
  'usage: node local/functions-host/main.ts --port N --app FILE --root DIR [--state DIR] [--log text|json]';

const commandLine = z.object({
  port: z.coerce.number().int().min(0).max(65_535),
  app: z.string(),
  root: z.string(),
  state: z.string().optional(),
  log: z.enum(['text', 'json']).default('text'),
});

await runPart(async (clock) => {
  const { port, app, root, state, log: format } = readCommandLine();
  const log = createLog({ format, now: () => clock.now(), print: (text) => process.stdout.write(text) });
  // On Azure either one ends the worker, and the host starts another. Here the host goes on, and says so.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (reason: unknown) => {
      log.write({ level: 'critical', category: 'Host', message: `${event}: ${toError(reason).message}` });
    });
  }
  const settings = await loadSettings(root, process.env);
  return startFunctionsHost({ port, app, root, clock, state, settings, log });
});

function readCommandLine(): z.infer<typeof commandLine> {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({ options: { port: text, app: text, root: text, state: text, log: text } });
    return commandLine.parse(values);
  } catch {
    throw new Error(USAGE);
  }
}
