import { join } from 'node:path';
import { ChildPart } from '../local/child-part.ts';
import { flags } from '../local/command-line.ts';
import { PROJECT_ROOT } from '../local/local-settings.ts';
import { mustHold } from './measurement.ts';

/** A function app as the Functions host starts it. */
export interface StartedApp {
  readonly port: number;
  /** The file that registers the functions. */
  readonly app: string;
  /** The folder with host.json. */
  readonly root: string;
  /** The page or call that is asked for first. */
  readonly path: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Milliseconds from the start of a new Functions host until its first answer has been read. */
export async function firstAnswer({ port, app, root, path, settings }: StartedApp): Promise<number> {
  const host = new ChildPart({
    title: 'functions host',
    args: [join(PROJECT_ROOT, 'local/functions-host/main.ts'), ...flags({ port, app, root })],
    // A new instance on Azure has compiled nothing before.
    env: { ...settings, NODE_DISABLE_COMPILE_CACHE: '1' },
    clockOffset: () => 0,
    log: () => undefined,
    isChatty: true,
    onEnd: ({ how }) => console.error(`the functions host ended with ${how}`),
  });
  try {
    const began = performance.now();
    await host.start();
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    const text = await answer.text();
    const milliseconds = performance.now() - began;
    mustHold('the first request is answered', answer.status === 200 && text !== '');
    return milliseconds;
  } finally {
    await host.stop();
  }
}
