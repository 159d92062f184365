import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '../ports.ts';
import { type LocalStack, type StackEvent, startLocalStack } from '../stack.ts';

export interface DemoStackOptions {
  /** The file of the Function App, if not the product's. */
  readonly app: string | undefined;
  readonly onProgress: (event: StackEvent) => void;
  /** Called at once, before everything is stopped. */
  readonly onInterrupt: () => void;
}

export interface DemoStack {
  readonly stack: LocalStack;
  /** Where it keeps everything: in files, so that they can be searched. */
  readonly folder: string;
  /** What the parts have printed. */
  readonly log: readonly string[];
}

export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/** Starts a stack on free ports for as long as `use` takes, or until somebody ends it; leaves no process and no file. */
export async function withDemoStack<Result>(
  { app, onProgress, onInterrupt }: DemoStackOptions,
  use: (demo: DemoStack) => Promise<Result>,
): Promise<Result> {
  const ports = await freePorts();
  const folder = await mkdtemp(join(tmpdir(), 'privacy-demo-'));
  const log: string[] = [];
  const starting = startLocalStack({
    data: folder,
    observed: true,
    ports,
    ...(app === undefined ? {} : { app }),
    onProgress,
    log: (line) => log.push(line),
  });
  try {
    return await Promise.race([
      starting.then((stack) => use({ stack, folder, log })),
      interruption(onInterrupt),
    ]);
  } finally {
    await starting.then(
      (stack) => stack.stop(),
      () => undefined,
    );
    await rm(folder, { recursive: true, force: true });
  }
}

function interruption(onInterrupt: () => void): Promise<never> {
  return new Promise((_, reject) => {
    const interrupt = () => {
      onInterrupt();
      reject(new Interrupted());
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, interrupt);
    // Nobody reads any more: `npm run demo | head`.
    process.stdout.on('error', interrupt);
  });
}
