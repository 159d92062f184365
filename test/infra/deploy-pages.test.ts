import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import settings from '../../infra/settings.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');
const textOf = (path: string) => readFileSync(join(root, path), 'utf8');
const pages = globSync(['docs/deploy.md', 'docs/deploy/*.md'], { cwd: root });

/** Names of settings, of what the template is told and gives back, and of what azd itself knows. */
const known = new Set([
  ...namesIn(settings),
  ...[...textOf('infra/main.bicepparam').matchAll(/readEnvironmentVariable\('(\w+)'/g)].map(
    ([, name]) => name,
  ),
  ...[...textOf('infra/main.bicep').matchAll(/^output (\w+)/gm)].map(([, name]) => name),
  'AZURE_SUBSCRIPTION_ID',
]);

describe.each(pages)('%s', (page) => {
  const text = textOf(page);

  test('names settings that there are', () => {
    const names = [
      ...text.matchAll(/`([A-Z][A-Z0-9]*_[A-Z0-9_]+)`/g),
      ...text.matchAll(/azd env (?:set|get-value) ([A-Z]\w+)/g),
    ].map(([, name = '']) => name);
    const asInTheTemplate = (name: string) => textOf('infra/modules/function-app.bicep').includes(`${name}:`);
    expect(names.filter((name) => !known.has(name) && !asInTheTemplate(name))).toEqual([]);
  });

  test('names secrets as the template does', () => {
    const names = [...text.matchAll(/`((?!x-)(?:[a-z]+-)+(?:token|password|key|peppers))`/g)].map(
      ([, name = '']) => name,
    );
    const secrets = [...known].map((name) => name?.toLowerCase().replaceAll('_', '-'));
    expect(names.filter((name) => !secrets.includes(name))).toEqual([]);
  });

  test('leads to files and headings that there are', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)]+)\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !isThere(page, link))).toEqual([]);
  });
});

function isThere(page: string, link: string): boolean {
  const [path = '', heading] = link.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (!existsSync(join(root, file))) return false;
  if (heading === undefined) return true;
  const headings = [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, words = '']) => anchorOf(words));
  return headings.includes(heading);
}

/** As GitHub makes it of a heading. */
function anchorOf(words: string): string {
  return words
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Object.values(Object(value)).flatMap(namesIn);
}
