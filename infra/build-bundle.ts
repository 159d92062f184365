import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { importTime } from './import-time.ts';
import { inlinedTexts } from './inlined-texts.ts';
import { megabytes, sizeOf } from './sizes.ts';

/** The project's folder. */
export const root = join(import.meta.dirname, '..');

/** One file of the bundle. */
export interface BundledFile {
  readonly bytes: number;
  /** Whether a cold start reads it; else it is read with the first request that needs it. */
  readonly atStart: boolean;
  /** What is in it: the paths of source files from the project's folder. */
  readonly sources: readonly string[];
}

/**
 * What dependencies that are CommonJS find around them, and an ES module has not: `require`, for Node's own modules, by
 * a name that no dependency declares too; and `__dirname`, where applicationinsights looks for a file of settings.
 */
const banner = `import { createRequire as __bundleCreateRequire } from 'node:module';
const require = __bundleCreateRequire(import.meta.url);
const __dirname = import.meta.dirname;`;

/** Bundles the Function App into a folder. The same sources make the same bytes, whatever the folder. */
export async function buildBundle({
  folder,
  entry = 'functions/main.ts',
  sourceMaps,
}: {
  readonly folder: string;
  /** The file that registers the functions, from the project's folder: the product's, unless told. */
  readonly entry?: string;
  readonly sourceMaps: boolean;
}): Promise<readonly BundledFile[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [{ in: entry, out: 'main' }],
    outdir: folder,
    // What is imported when it is needed stands in a file of its own, which a cold start does not read.
    splitting: true,
    chunkNames: 'later/[name]-[hash]',
    metafile: true,
    bundle: true,
    minify: true,
    // A stack trace names its functions without a source map, and an error its class.
    keepNames: true,
    sourcemap: sourceMaps && 'linked',
    platform: 'node',
    // ES modules before CommonJS where a package has both: of those only what is used comes along.
    mainFields: ['module', 'main'],
    target: 'node24',
    format: 'esm',
    // The Functions host provides this one.
    external: ['@azure/functions-core'],
    banner: { js: banner },
    plugins: [inlinedTexts],
    logLevel: 'warning',
  });
  const outputs = Object.entries(metafile.outputs).filter(([path]) => path.endsWith('.js'));
  const atStart = readAtStart(metafile, entry);
  return outputs.map(([path, { bytes, inputs }]) => ({
    bytes,
    atStart: atStart.has(path),
    sources: Object.keys(inputs).filter((source) => (inputs[source]?.bytesInOutput ?? 0) > 0),
  }));
}

/** The entry and what it imports at once, and what that imports. */
function readAtStart({ outputs }: Metafile, entry: string): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (path: string) => {
    const output = outputs[path];
    if (output === undefined || found.has(path)) return;
    found.add(path);
    for (const each of output.imports) if (each.kind === 'import-statement') visit(each.path);
  };
  for (const [path, { entryPoint }] of Object.entries(outputs)) {
    if (entryPoint === entry) visit(path);
  }
  return found;
}

// `npm run build`: the bundle, as the local stack and Core Tools load it from this folder.
if (import.meta.main) {
  const folder = join(root, 'dist');
  await rm(folder, { recursive: true, force: true });
  const files = await buildBundle({ folder, sourceMaps: true });
  const atStart = files.filter((file) => file.atStart).reduce((sum, { bytes }) => sum + bytes, 0);
  const times = Array.from({ length: 5 }, () => importTime(join(folder, 'main.js')));
  console.log(`dist/       ${sizeOf(folder)}`);
  console.log(`cold start  ${megabytes(atStart)} MB`);
  console.log(`import      ${Math.round(Math.min(...times))} ms (best of 5, in a new process each)`);
}
