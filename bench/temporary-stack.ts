import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../local/local-settings.ts';
import { PART_NAMES, type PartName } from '../local/parts.ts';
import { freePorts } from '../local/ports.ts';
import { type LocalStack, startLocalStack } from '../local/stack.ts';
import { buildOnce, bundlePath } from './build-once.ts';

/** Let go of, it stops the stack and removes its data. */
export interface TemporaryStack extends AsyncDisposable {
  readonly stack: LocalStack;
}

/**
 * The local stack as `npm start` runs it, with the built bundle, and with a subscription of the topic for whoever
 * measures. Its data is on disk beside that of `npm start`: the system's temporary folder may be memory.
 */
export async function startTemporaryStack(parts: readonly PartName[] = PART_NAMES): Promise<TemporaryStack> {
  if (parts.includes('functions')) buildOnce();
  const home = join(PROJECT_ROOT, '.local');
  mkdirSync(home, { recursive: true });
  const data = mkdtempSync(join(home, 'bench-'));
  const remove = () => rmSync(data, { recursive: true, force: true });
  try {
    const stack = await startLocalStack({
      data,
      ports: await freePorts(),
      app: bundlePath,
      parts,
      observed: true,
      onProgress: (event) => {
        if (event.kind === 'ended') console.error(`${event.part} ended with ${event.how}`);
      },
    });
    return { stack, [Symbol.asyncDispose]: () => stack.stop().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}
