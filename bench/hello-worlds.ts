import { join } from 'node:path';
import { ChildPart } from '../local/child-part.ts';
import { flags } from '../local/command-line.ts';
import { PROJECT_ROOT } from '../local/local-settings.ts';
import { freePorts } from '../local/ports.ts';

export interface HelloWorlds extends AsyncDisposable {
  /** An HTTP function on a Functions host of its own. */
  readonly functionUrl: string;
  /** `node:http` and nothing else. */
  readonly serverUrl: string;
}

/** Starts what an intake is measured against, each a process of its own. */
export async function startHelloWorlds(): Promise<HelloWorlds> {
  const { functions, control } = await freePorts();
  const host = child('hello function', [
    join(PROJECT_ROOT, 'local/functions-host/main.ts'),
    ...flags({ port: functions, app: join(import.meta.dirname, 'hello-app.ts'), root: PROJECT_ROOT }),
  ]);
  const server = child('hello server', [join(import.meta.dirname, 'hello-server.ts'), String(control)]);
  const stop = async () => {
    await Promise.all([host.stop(), server.stop()]);
  };
  try {
    await Promise.all([host.start(), server.start()]);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    functionUrl: `http://127.0.0.1:${functions}/hello`,
    serverUrl: `http://127.0.0.1:${control}/`,
    [Symbol.asyncDispose]: stop,
  };
}

function child(title: string, args: readonly string[]): ChildPart {
  return new ChildPart({
    title,
    args,
    env: {},
    clockOffset: () => 0,
    log: () => undefined,
    isChatty: true,
    onEnd: ({ how }) => console.error(`${title} ended with ${how}`),
  });
}
