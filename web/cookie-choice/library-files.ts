import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * Files of vanilla-cookieconsent and the script that configures it, word for word: what the sites' browsers run, not
 * we. A deployment has neither `node_modules` nor this folder, so the bundler puts these texts in the place of this
 * module (`infra/inlined-texts.ts`).
 */
export const libraryFiles = {
  script: textOf(require.resolve('vanilla-cookieconsent/dist/cookieconsent.umd.js')),
  style: textOf(require.resolve('vanilla-cookieconsent/dist/cookieconsent.css')),
  licence: textOf(require.resolve('vanilla-cookieconsent/LICENSE')),
  ask: textOf(require.resolve('./ask-for-cookies.js')),
} as const;

function textOf(file: string): string {
  return readFileSync(file, 'utf8');
}
