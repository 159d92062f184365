import { createRequire } from 'node:module';

/**
 * Loaded before Azurite (`node --import`): when it starts, it removes the files of which every blob was deleted, not only
 * those that nobody has written to for ten minutes. So a search of the files after a restart finds what is there.
 */
const protection = 'DEFAULT_EXTENT_GC_PROTECT_TIME_IN_MS';

const load: (id: string) => unknown = createRequire(import.meta.url);
const constants = load('azurite/dist/src/common/utils/constants.js');
if (typeof constants !== 'object' || constants === null || !(protection in constants)) {
  throw new Error(`Azurite has no ${protection} any more: see how it rids its files of what was deleted`);
}
Object.assign(constants, { [protection]: 0 });
