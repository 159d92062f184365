import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';

/** The project's folder. */
const root = join(import.meta.dirname, '..');
const bundle = join(root, 'dist/main.js');

/**
 * Dependencies that are CommonJS call `require` for Node's own modules; in an ES module that takes a
 * `createRequire`, under names that no dependency declares too.
 */
const banner = `import { createRequire as __bundleCreateRequire } from 'node:module';
const require = __bundleCreateRequire(import.meta.url);`;

await build({
  absWorkingDir: root,
  entryPoints: ['functions/main.ts'],
  outfile: bundle,
  bundle: true,
  minify: true,
  keepNames: true,
  sourcemap: 'linked',
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // The Functions host provides this one.
  external: ['@azure/functions-core'],
  banner: { js: banner },
  logLevel: 'warning',
});

const zipped = zipSync({ 'main.js': readFileSync(bundle) }).byteLength;
console.log(`dist/main.js  ${megabytes(statSync(bundle).size)}, zipped ${megabytes(zipped)}`);
console.log(`import        ${importTime()} ms (best of 5, in a new process each)`);

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

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(2)} MB`;
}
