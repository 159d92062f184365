import { describe, expect, test } from 'vitest';
import { trespasses } from './borders.ts';
import { importsOf, resolveImport } from './imports.ts';
import { sourceFiles } from './source-files.ts';

const product = sourceFiles(['functions', 'shared', 'web', 'local']);
const around = sourceFiles(['infra', 'docs']);
const all = [...product, ...around, ...sourceFiles(['test', 'bench'])];

describe('the borders between the folders', () => {
  test('are crossed by no import', () => {
    const crossed = [...product, ...around].flatMap(({ path, text }) => trespasses(path, importsOf(text)));
    expect(crossed).toEqual([]);
  });

  test.each([
    ['shared/domain/consent.ts', `import { readFile } from 'node:fs/promises';`],
    ['shared/domain/consent.ts', `import type { Container } from '@azure/cosmos';`],
    ['shared/domain/consent.ts', `import { createKeys } from '../adapters/keys.ts';`],
    ['shared/policy/lists.ts', `import { z } from 'zod';`],
    ['shared/usecases/confirm-consent.ts', `const { CosmosClient } = await import('@azure/cosmos');`],
    ['shared/usecases/confirm-consent.ts', `export { systemClock } from '../adapters/clock.ts';`],
    ['shared/ports.ts', `import type { Holdings } from './usecases/look-up-person.ts';`],
    ['functions/confirm-consent.ts', `import { createKeys } from '../shared/adapters/keys.ts';`],
    ['functions/confirm-consent.ts', `import { ServiceBusClient } from '@azure/service-bus';`],
    ['functions/confirm-consent.ts', `import { sweep } from './sweep-retention.ts';`],
    ['functions/http/token.ts', `import { lookUpPerson } from '../../shared/usecases/look-up-person.ts';`],
    ['shared/adapters/mail.ts', `import { startMailbox } from '../../local/mailbox/mailbox.ts';`],
    ['web/consent-page.ts', `import { html } from 'hono';`],
    ['web/consent-page.ts', `await import(name);`],
    ['local/control.ts', `import { register } from '../shared/policy/register.ts';`],
    ['infra/smoke.ts', `import { createKeys } from '../shared/adapters/keys.ts';`],
    ['docs/costs.ts', `import { measure } from '../shared/usecases/measure.ts';`],
    ['local/control.ts', `import { acts } from '../docs/costs/acts.ts';`],
    ['new-folder/file.ts', ''],
  ])('hold for %s: %s', (file, source) => {
    expect(trespasses(file, importsOf(source))).toHaveLength(1);
  });
});

describe('an import is seen', () => {
  test.each([
    [`import a from 'x';`, ['a']],
    [`import type { A } from 'x';`, ['A']],
    [`import a, { type B, c as d } from "x";`, ['a', 'B', 'c']],
    [`import {\n  a,\n  b,\n} from 'x';`, ['a', 'b']],
    [`import * as all from 'x';`, ['*']],
    [`import names from 'x' with { type: 'json' };`, ['names']],
    [`import 'x';`, []],
    [`export * from 'x';`, ['*']],
    [`export { a } from 'x';`, ['a']],
    [`const later = await import('x');`, []],
    [`type Later = import('x').Later;`, []],
    [`const old = require('x');`, []],
    [`const url = 'https://y'; const later = import('x');`, []],
  ])('in %j', (source, names) => {
    expect(importsOf(source)).toEqual([{ specifier: 'x', names }]);
  });

  test.each([`// import a from 'x';`, `/*\nimport a from 'x';\n*/`, `const text = "import 'x'";`])(
    'and none is made up from %j',
    (source) => {
      expect(importsOf(source)).toEqual([]);
    },
  );

  test('in every file that has one', () => {
    const silent = product.filter(({ text }) => / from '/.test(text) && importsOf(text).length === 0);
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

describe('the page of triggers', () => {
  const [main] = product.filter(({ path }) => path === 'functions/main.ts');
  const text = main?.text ?? '';

  test('takes nothing but names from the adapters', () => {
    const taken = importsOf(text)
      .filter(({ specifier }) => resolveImport('functions/main.ts', specifier).startsWith('shared/adapters/'))
      .flatMap(({ names }) => names);
    expect(taken.filter((name) => !name.endsWith('Name'))).toEqual([]);
  });

  test('has a handler of every trigger', () => {
    const registered = /(?:\bhandler: |^(?:anonymous|withKey)\('[^']+', '[^']+', )(\w+)/gm;
    const handlers = new Set([...text.matchAll(registered)].map(([, name]) => name));
    const idle = product
      .filter(({ path }) => /^functions\/[^/]+$/.test(path) && !/\/(?:main|world|staff-page)\.ts$/.test(path))
      .filter(({ text: trigger }) => !exportedFunctions(trigger).some((name) => handlers.has(name)))
      .map(({ path }) => `${path} exports no handler that functions/main.ts registers`);
    expect(handlers.size).toBeGreaterThan(0);
    expect(idle).toEqual([]);
  });
});

function exportedFunctions(text: string): string[] {
  return [...text.matchAll(/^export (?:async )?(?:function|const) (\w+)/gm)].map(([, name]) => name ?? '');
}

describe('a file', () => {
  const drawers = new Set(['util', 'utils', 'helper', 'helpers', 'common', 'misc', 'types']);
  const kebabCase = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
  const longest = 350;

  test('is named in kebab-case, after what it holds', () => {
    const parts = all.flatMap(({ path }) =>
      path.split('/').map((part) => ({ path, name: part.replace(/(?:\.test|\.config|\.d)?\.ts$/, '') })),
    );
    expect(
      parts.filter(({ name }) => !kebabCase.test(name)).map(({ path }) => `${path} is not in kebab-case`),
    ).toEqual([]);
    expect(
      parts.filter(({ name }) => drawers.has(name)).map(({ path }) => `${path} is a drawer, not a name`),
    ).toEqual([]);
  });

  test('fits in a head', () => {
    const long = all
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > longest)
      .map(({ path, lines }) => `${path} has ${lines} lines, more than ${longest}`);
    expect(long).toEqual([]);
  });

  test('takes zod as a whole: `{ z }` brings every language', () => {
    const others = all.filter(({ text }) =>
      importsOf(text).some(({ specifier, names }) => specifier === 'zod' && names.join() !== '*'),
    );
    expect(others.map(({ path }) => path)).toEqual([]);
  });
});
