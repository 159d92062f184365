import { createRequire } from 'node:module';
import { join } from 'node:path';
import { flags } from './command-line.ts';

/**
 * The arguments with which Node runs Azurite's blob service on 127.0.0.1. Without a directory it keeps its data
 * in memory. It does not know the stack's clock: blobs carry real time. The API version check is off because the
 * storage SDK is always a version ahead of it.
 */
export function azuriteArguments(options: {
  readonly port: number;
  readonly directory: string | undefined;
}): string[] {
  const program = [
    '--import',
    join(import.meta.dirname, 'end-with-parent.ts'),
    '--import',
    join(import.meta.dirname, 'azurite-erases.ts'),
    createRequire(import.meta.url).resolve('azurite/dist/src/blob/main.js'),
  ];
  const storage =
    options.directory === undefined
      ? { inMemoryPersistence: true as const }
      : { location: options.directory };
  return program.concat(
    flags({
      blobHost: '127.0.0.1',
      blobPort: options.port,
      ...storage,
      silent: true,
      skipApiVersionCheck: true,
      disableTelemetry: true,
    }),
  );
}
