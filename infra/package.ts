import { copyFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import project from '../package.json' with { type: 'json' };
import { buildBundle, root } from './build-bundle.ts';
import { sizeOf } from './sizes.ts';

/**
 * Makes the folder anew with what is deployed, and nothing else: the bundle, host.json, and a package.json that says
 * where the bundle begins. Why just these: docs/decisions/package.md.
 */
export async function writePackage(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await buildBundle({ folder: join(folder, 'dist'), sourceMaps: false });
  await copyFile(join(root, 'host.json'), join(folder, 'host.json'));
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
}

/** Without dependencies and scripts: a build on Azure would find nothing to do. */
function manifest(): object {
  const { name, version, type, main } = project;
  return { name, version, private: true, type, main };
}

// `npm run package`
if (import.meta.main) {
  const folder = join(root, 'package');
  await writePackage(folder);
  console.log(`package/  ${sizeOf(folder)}`);
}
