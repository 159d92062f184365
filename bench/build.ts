import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../local/local-settings.ts';

const folder = 'dist';
export const bundlePath = `${folder}/main.js`;

/** Every file of the bundle by its path: what is loaded at a cold start, and what is loaded when it is needed. */
export function bundleFiles(): Readonly<Record<string, Uint8Array>> {
  const paths = readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' });
  const files = paths.filter((path) => path.endsWith('.js'));
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(PROJECT_ROOT, folder, path))]));
}

let built = false;

/** `npm run build`, once a run: what is measured is what these sources make. */
export function buildBundle(): void {
  if (built) return;
  execFileSync(process.execPath, [join(PROJECT_ROOT, 'infra/bundle.ts')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  built = true;
}
