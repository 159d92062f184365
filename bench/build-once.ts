import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../local/local-settings.ts';

export const bundlePath = 'dist/main.js';

let built = false;

/** `npm run build`, once a run: what is measured is what these sources make. */
export function buildOnce(): void {
  if (built) return;
  execFileSync(process.execPath, [join(PROJECT_ROOT, 'infra/build-bundle.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  built = true;
}
