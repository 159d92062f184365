import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { zipSync } from 'fflate';
import { PROJECT_ROOT } from '../local/local-settings.ts';
import { buildBundle, bundleFiles, bundlePath } from './build.ts';
import { type Measurement, mustHold } from './measurement.ts';
import { count, megabytes, times } from './number-text.ts';
import { filesOfPackages } from './package-files.ts';
import { median } from './statistics.ts';

const plans = { full: { rounds: 9 }, quick: { rounds: 2 } } as const;

/** What a function app of this kind loads at the least. */
const bare = ['@azure/functions', '@azure/cosmos', '@azure/identity', '@azure/service-bus', 'zod'];

/** What is deployed and loaded at a cold start. */
export const bundle: Measurement = {
  name: 'bundle',
  work: `The bundle in \`dist/\`, the product whole, beside ${bare.join(', ')} with their dependencies as npm installs them: zipped, and imported in a new process each time, by turns.`,
  async run(effort) {
    buildBundle();
    const { rounds } = plans[effort];
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      ours.push(importTime([pathToFileURL(join(PROJECT_ROOT, bundlePath)).href]));
      theirs.push(importTime(bare));
    }
    const size = zippedSize(bundleFiles());
    const bareSize = zippedSize(filesOfPackages(bare, PROJECT_ROOT));
    return {
      rows: [
        { what: 'bundle', 'zipped MB': megabytes(size), 'import ms': count(median(ours)) },
        { what: 'bare SDKs', 'zipped MB': megabytes(bareSize), 'import ms': count(median(theirs)) },
        {
          what: 'ratio',
          'zipped MB': times(size / bareSize),
          'import ms': times(median(ours) / median(theirs)),
        },
      ],
      findings: [`Median of ${rounds} imports each.`],
    };
  },
};

function zippedSize(files: Readonly<Record<string, Uint8Array>>): number {
  return zipSync(files).byteLength;
}

/** Milliseconds that a new process takes to import the modules, with the module that the host provides stood in for. */
function importTime(modules: readonly string[]): number {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve: (name, context, next) =>
        name === '@azure/functions-core' ? { url: 'data:text/javascript,', shortCircuit: true } : next(name, context),
    });
    const began = performance.now();
    for (const name of ${JSON.stringify(modules)}) await import(name);
    console.log(performance.now() - began);`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: PROJECT_ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // The modules may print lines of their own before.
  const milliseconds = Number(output.trim().split('\n').at(-1));
  mustHold('the import was timed', milliseconds > 0);
  return milliseconds;
}
