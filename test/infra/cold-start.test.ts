import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type BundledFile, buildBundle } from '../../infra/build-bundle.ts';

/** A tenth more than it was when this was written, in bytes. */
const budget = 2_050_000;

/** What stands before the first request, because almost every request needs it. */
const chosen = [
  '@azure/cosmos',
  '@azure/functions',
  '@azure/service-bus',
  '@fastify/busboy',
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/core',
  'canonicalize',
  'hono',
  'libphonenumber-js',
  'temporal-polyfill',
  'uuid',
  'zod',
];

/** What those bring with them. */
const brought = [
  '@azure-rest/core-client',
  '@azure/abort-controller',
  '@azure/core-amqp',
  '@azure/core-auth',
  '@azure/core-lro',
  '@azure/core-paging',
  '@azure/core-rest-pipeline',
  '@azure/core-tracing',
  '@azure/core-util',
  '@azure/functions-extensions-base',
  '@azure/keyvault-common',
  '@azure/keyvault-keys',
  '@azure/logger',
  '@opentelemetry/semantic-conventions',
  '@typespec/ts-http-runtime',
  'agent-base',
  'cookie',
  'debug',
  'fast-json-stable-stringify',
  'has-flag',
  'http-proxy-agent',
  'https-proxy-agent',
  'is-buffer',
  'long',
  'ms',
  'priorityqueuejs',
  'proxy-agent-negotiate',
  'rhea',
  'rhea-promise',
  'semaphore',
  'supports-color',
  'temporal-utils',
  'tslib',
];

describe('a cold start', () => {
  let files: readonly BundledFile[];
  let sources: readonly string[];
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'privacy-bundle-'));
    try {
      files = (await buildBundle({ folder, sourceMaps: false })).filter(({ atStart }) => atStart);
      sources = files.flatMap((file) => file.sources);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('reads the whole product, and no more bytes than it is allowed', () => {
    expect(sources).toContain('functions/main.ts');
    expect(files.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(budget);
  });

  test('reads these packages and no others: what few requests need is imported by those who need it', () => {
    const packages = new Set(sources.flatMap((source) => packageOf(source) ?? []));
    expect([...packages.difference(new Set([...chosen, ...brought]))]).toEqual([]);
    expect(chosen.filter((name) => !packages.has(name))).toEqual([]);
  });

  test('reads one language of zod: `import * as z` brings what is used, `import { z }` all of it', () => {
    expect(sources.filter((source) => source.includes('/zod/v4/locales/'))).toEqual([
      expect.stringMatching(/\/en\.js$/),
    ]);
  });
});

/** The package that a file belongs to; undefined for one of the project's own. */
function packageOf(source: string): string | undefined {
  return /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1];
}
