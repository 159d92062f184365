import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Every file of the packages and of all they depend on, by path from `root`: what a deployment would carry. */
export function filesOfPackages(
  names: readonly string[],
  root: string,
): Readonly<Record<string, Uint8Array>> {
  const files: Record<string, Uint8Array> = {};
  for (const folder of withDependencies(names, root)) {
    for (const file of filesIn(folder)) files[relative(root, file)] = readFileSync(file);
  }
  return files;
}

function withDependencies(names: readonly string[], root: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string) => {
    const folder = installedAt(name, from);
    // An optional dependency of another platform is not installed.
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    for (const dependency of dependenciesOf(folder)) visit(dependency, folder);
  };
  for (const name of names) visit(name, root);
  return found;
}

/** Where Node.js finds the package from a folder: in the nearest `node_modules` that has it. */
function installedAt(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return folder;
  const above = dirname(from);
  return above === from ? undefined : installedAt(name, above);
}

function dependenciesOf(folder: string): string[] {
  const manifest: { dependencies?: object; optionalDependencies?: object } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  return Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies });
}

/** The package's own files; those in its `node_modules` are other packages'. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path);
    return entry.isFile() ? [path] : [];
  });
}
