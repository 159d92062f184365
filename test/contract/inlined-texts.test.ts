import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { inlinedTexts } from '../../infra/inlined-texts.ts';
import { cookieChoiceScript } from '../../web/cookie-choice/cookie-choice-script.ts';

test('the bundle carries what the sites include: where it runs there is no node_modules', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: `export { cookieChoiceScript } from './web/cookie-choice/cookie-choice-script.ts';`,
      resolveDir: join(import.meta.dirname, '../..'),
    },
    bundle: true,
    minify: true,
    keepNames: true,
    write: false,
    platform: 'node',
    format: 'esm',
    plugins: [inlinedTexts],
  });
  const [bundle] = outputFiles;
  expect(bundle?.text).not.toMatch(/node:fs|createRequire/);
  const url = `data:text/javascript;base64,${Buffer.from(bundle?.contents ?? '').toString('base64')}`;
  const bundled = (await import(url)) as { cookieChoiceScript: typeof cookieChoiceScript };
  const today = '2027-03-01';
  expect(bundled.cookieChoiceScript({ today })).toBe(cookieChoiceScript({ today }));
});
