import type { Plugin } from 'esbuild';
import { libraryFiles } from '../web/cookie-choice/library-files.ts';

/**
 * Puts the texts that `library-files.ts` reads in its place: what is deployed has the bundle and nothing of
 * `node_modules`.
 */
export const inlinedTexts: Plugin = {
  name: 'inlined-texts',
  setup(build) {
    build.onLoad({ filter: /[\\/]web[\\/]cookie-choice[\\/]library-files\.ts$/ }, () => ({
      contents: `export const libraryFiles = ${JSON.stringify(libraryFiles)};`,
      loader: 'js',
    }));
  },
};
