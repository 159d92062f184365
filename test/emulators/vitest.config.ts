import { defineConfig } from 'vitest/config';

/** The contract suites, but for the files about the embedded endpoints alone, against Microsoft's emulators. */
export default defineConfig({
  test: {
    root: `${import.meta.dirname}/../..`,
    include: ['test/contract/cosmos-*.test.ts', 'test/contract/service-bus-{queue,topic,time}.test.ts'],
    exclude: ['test/contract/cosmos-embedded-*.test.ts'],
    globalSetup: 'test/emulators/containers.ts',
    pool: 'forks',
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
