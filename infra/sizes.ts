import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { zipSync } from 'fflate';

type Files = Readonly<Record<string, Uint8Array>>;

/** Every file of a folder and of those in it, by its path from there. */
export function filesIn(folder: string): Files {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path)]));
}

/** The bytes of the files in one archive. */
export function zippedSize(files: Files): number {
  return zipSync(files).byteLength;
}

/** The size of everything in a folder, source maps aside, as it is and zipped: `9.22 MB, zipped 2.39 MB`. */
export function sizeOf(folder: string): string {
  const entries = Object.entries(filesIn(folder)).filter(([path]) => !path.endsWith('.map'));
  const whole = entries.reduce((sum, [, { byteLength }]) => sum + byteLength, 0);
  return `${megabytes(whole)} MB, zipped ${megabytes(zippedSize(Object.fromEntries(entries)))} MB`;
}

/** `9.22` */
export function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(2);
}
