import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { ServiceBusClient } from '@azure/service-bus';
import { startFailure } from '../part.ts';
import { PARTS } from '../parts.ts';
import type { StoryContext } from './context.ts';
import { type DemoStack, Interrupted, withDemoStack } from './demo-stack.ts';
import { receiveEvents } from './event-receiver.ts';
import { figuresOf } from './figures.ts';
import { createMailboxClient } from './mailbox-client.ts';
import { daysFrom, momentsOf, today } from './moments.ts';
import { createProcessorsClient } from './processors-client.ts';
import { createProductClient } from './product-client.ts';
import { searchStores } from './search-stores.ts';
import { stageOn } from './stage.ts';
import { story } from './story.ts';
import { tellStory } from './tell-story.ts';
import { terminalSvg } from './terminal-svg.ts';
import { COLUMNS, ending, figures, heading } from './timeline.ts';

const USAGE = `node local/demo/demo.ts [--svg FILE] [--app FILE]
  --svg FILE    write what was shown as a picture, too
  --app FILE    the file of the Function App (functions/main.ts)`;

const stage = stageOn(process.stdout);
const drawnSteps = story.filter(({ isDrawn = true }) => isDrawn).length;

/** `npm run demo`: five years of one person's data in some seconds. Resolves with whether all came out. */
async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: { svg: { type: 'string' }, app: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    console.log(USAGE);
    return true;
  }
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  stage.meanwhile('starting');
  const cameOut = await withDemoStack(
    {
      app: values.app,
      onInterrupt: () => stage.close(),
      onProgress: ({ part, kind }) => stage.meanwhile(`${PARTS[part].title} ${kind}`),
    },
    async (demo) => {
      const opening = { parts: demo.stack.parts.size, seconds: seconds() };
      for (const line of heading(opening)) stage.show(line);
      for (const line of heading({ ...opening, drawn: { of: story.length, steps: drawnSteps } }))
        stage.draw(line);
      return tellIn(demo, seconds);
    },
  );
  if (values.svg !== undefined) {
    const picture = { title: 'npm run demo', columns: COLUMNS, lines: stage.drawn };
    await writeFile(values.svg, terminalSvg(picture));
  }
  return cameOut;
}

async function tellIn(demo: DemoStack, seconds: () => string): Promise<boolean> {
  const { stack } = demo;
  // A link that is still opening when a step fails is given up soon.
  const retryOptions = { maxRetries: 5, retryDelayInMs: 200, timeoutInMs: 2_000 };
  const bus = new ServiceBusClient(stack.addresses.serviceBus.connectionString, { retryOptions });
  const events = receiveEvents(bus);
  const days = daysFrom(today());
  const context: StoryContext = {
    days,
    product: createProductClient(stack.addresses, bus),
    processors: createProcessorsClient(stack),
    mailbox: createMailboxClient(stack.addresses),
    events,
    search: () => searchStores({ ...demo, bus }),
    notes: { postedAt: new Map() },
  };
  try {
    const cameOut = await tellStory({
      steps: story,
      context,
      moments: momentsOf(days),
      moveClock: (to) => stack.clock.set(to.toString()),
      stage,
    });
    const cosmosRequests = Number(await stack.command('cosmos', 'requests'));
    const mails = await context.mailbox.all();
    const rows = cameOut ? [[], ...figures(figuresOf(context, { cosmosRequests, mails }))] : [];
    for (const line of [...rows, ...ending({ cameOut, seconds: seconds() })]) {
      stage.show(line);
      stage.draw(line);
    }
    return cameOut;
  } finally {
    await events.close();
    await bus.close();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  stage.close();
  if (error instanceof Interrupted) process.exit(130);
  console.error(startFailure(error));
  process.exit(1);
}
