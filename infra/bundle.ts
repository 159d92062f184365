import { execFileSync } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildBundle, root } from './build-bundle.ts';
import { megabytes, sizeOf } from './sizes.ts';

// `npm run build`: the bundle, as the local stack and Core Tools load it from this folder.

const folder = join(root, 'dist');
const bundle = join(folder, 'main.js');

await rm(folder, { recursive: true, force: true });
const files = await buildBundle({ folder, sourceMaps: true });
const atStart = files.filter((file) => file.atStart).reduce((sum, { bytes }) => sum + bytes, 0);
console.log(`dist/       ${sizeOf(folder)}`);
console.log(`cold start  ${megabytes(atStart)}`);
console.log(`import      ${importTime()} ms (best of 5, in a new process each)`);

/** How long a new process takes to load the bundle, with the host's module stood in for. */
function importTime(): number {
  const script = `
    import { registerHooks } from 'node:module';
    const core = 'data:text/javascript,';
    registerHooks({
      resolve: (name, context, next) =>
        name === '@azure/functions-core' ? { url: core, shortCircuit: true } : next(name, context),
    });
    const start = performance.now();
    await import(${JSON.stringify(bundle)});
    console.log(Math.round(performance.now() - start));`;
  const times = Array.from({ length: 5 }, () => {
    const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // The bundle may print lines of its own before.
    return Number(output.trim().split('\n').at(-1));
  });
  return Math.min(...times);
}
