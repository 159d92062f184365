import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

/** Milliseconds that a new process takes to import a module, with the one that the host provides stood in for. */
export function importTime(file: string): number {
  const script = `
    import { registerHooks } from 'node:module';
    registerHooks({
      resolve: (name, context, next) =>
        name === '@azure/functions-core' ? { url: 'data:text/javascript,', shortCircuit: true } : next(name, context),
    });
    const began = performance.now();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    console.log(performance.now() - began);`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  // The module may print lines of its own before.
  return Number(output.trim().split('\n').at(-1));
}
