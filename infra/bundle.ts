import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { zipSync } from 'fflate';
import { inlinedTexts } from './inlined-texts.ts';

/** The project's folder. */
const root = join(import.meta.dirname, '..');
const folder = join(root, 'dist');
const bundle = join(folder, 'main.js');

/**
 * Dependencies that are CommonJS call `require` for Node's own modules; in an ES module that takes a
 * `createRequire`, under names that no dependency declares too.
 */
const banner = `import { createRequire as __bundleCreateRequire } from 'node:module';
const require = __bundleCreateRequire(import.meta.url);`;

await rm(folder, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['functions/main.ts'],
  outdir: folder,
  // What is imported when it is needed stands in a file of its own, which a cold start does not read.
  splitting: true,
  chunkNames: 'later/[name]-[hash]',
  metafile: true,
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
  plugins: [inlinedTexts],
  logLevel: 'warning',
});

const files = Object.keys(metafile.outputs).filter((path) => path.endsWith('.js'));
const content = Object.fromEntries(files.map((path) => [path, readFileSync(join(root, path))]));
const whole = Object.values(content).reduce((sum, { byteLength }) => sum + byteLength, 0);
console.log(`dist/         ${megabytes(whole)}, zipped ${megabytes(zipSync(content).byteLength)}`);
console.log(`dist/main.js  ${megabytes(statSync(bundle).size)}`);
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
