import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writePackage } from '../../infra/package.ts';
import { PROJECT_ROOT, readLocalSettings } from '../../local/local-settings.ts';
import { actsOn } from '../journeys/acts.ts';
import { eventually, nameOf, type Product, startProduct } from '../journeys/product.ts';
import { temporaryDirectory } from '../local/temporary-directory.ts';

/** A folder with the package and nothing of the project above it. */
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'privacy-package-'));
  await writePackage(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function filesIn(place: string): readonly string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(place.length + 1))
    .sort();
}

const textOf = (path: string) => readFileSync(join(folder, path), 'utf8');

/** The files of the package that say something. */
const filesWith = (what: string | RegExp) =>
  filesIn(folder).filter(
    (path) => textOf(path).search(typeof what === 'string' ? RegExp.escape(what) : what) !== -1,
  );

describe('what is deployed', () => {
  test('is the bundle, host.json and package.json, and nothing else', () => {
    const others = filesIn(folder).filter((path) => !/^dist\/later\/[\w.-]+\.js$/.test(path));
    expect(others).toEqual(['dist/main.js', 'host.json', 'package.json']);
  });

  test('gives a build on Azure nothing to do', () => {
    const manifest: object = JSON.parse(textOf('package.json'));
    expect(manifest).toEqual({
      name: 'contracting-privacy',
      version: expect.any(String),
      private: true,
      type: 'module',
      main: 'dist/main.js',
    });
  });

  test('is the same, byte for byte, whenever and wherever it is made', async () => {
    const again = join(temporaryDirectory(), 'elsewhere', 'package');
    await writePackage(again);
    expect(filesIn(again)).toEqual(filesIn(folder));
    const differing = filesIn(again).filter(
      (path) => readFileSync(join(again, path), 'utf8') !== textOf(path),
    );
    expect(differing).toEqual([]);
  });

  test('has no key of the local stack in it, and no path of the machine that made it', () => {
    const { Cosmos = '', ServiceBus = '', ...settings } = readLocalSettings();
    const words = new Map([
      ['the folder', PROJECT_ROOT],
      ['Cosmos', /AccountKey=([^;]+)/.exec(Cosmos)?.[1]],
      ['ServiceBus', /SharedAccessKey=([^;]+)/.exec(ServiceBus)?.[1]],
      ...[
        'STAFF_DEVELOPMENT_KEY',
        'ZENDESK_TOKEN',
        'GOTO_TOKEN',
        'TEAMVIEWER_TOKEN',
        'LOG_ANALYTICS_TOKEN',
      ].map((name) => [name, settings[name]] as const),
      ['IDENTIFIER_PEPPERS', settings['IDENTIFIER_PEPPERS']?.replace('1=', '')],
    ]);
    for (const [what, word = expect.unreachable(`${what} has no value`)] of words) {
      expect([what, ...filesWith(word)]).toEqual([what]);
    }
  });

  test('has nothing in it that looks like a secret', () => {
    for (const kind of [
      /-----BEGIN [A-Z ]*PRIVATE KEY-----(?:\s|\\n)*[\w+/]{40}/,
      // But for the key of every Azurite, which the storage SDK knows.
      /\b(?:AccountKey|SharedAccessKey)=(?!Eby8vdM02xNOcqFl)[\w+/]{40}/,
      /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\./,
    ]) {
      expect([kind, ...filesWith(kind)]).toEqual([kind]);
    }
  });
});

test('who publishes from the project itself leaves everything else behind, and has nothing built on Azure', () => {
  const project = temporaryDirectory();
  const shipped = ['dist/later/chart-ABC.js', 'dist/main.js', 'host.json', 'package.json'];
  const others = [
    '.funcignore',
    '.local/cosmos/data.db',
    'README.md',
    'azure.yaml',
    'functions/http/answer.ts',
    'functions/main.ts',
    'infra/main.bicep',
    'local.settings.json',
    'node_modules/zod/v4/index.js',
    'package-lock.json',
    'package/dist/main.js',
    'test/infra/package.test.ts',
  ];
  for (const path of [...shipped, ...others]) {
    mkdirSync(dirname(join(project, path)), { recursive: true });
    writeFileSync(join(project, path), '');
  }
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: project, encoding: 'utf8' }).trim().split('\n');
  git('init', '--quiet');
  const rules = join(PROJECT_ROOT, '.funcignore');
  expect(git('ls-files', '--others', `--exclude-from=${rules}`).sort()).toEqual(shipped);
  // azd has everything installed on Azure where the folder node_modules is left out as a whole.
  const { status } = spawnSync('git', ['-c', `core.excludesFile=${rules}`, 'check-ignore', 'node_modules'], {
    cwd: project,
  });
  expect(status).toBe(1);
});

describe('the package by itself', () => {
  let product: Product;
  let acts: ReturnType<typeof actsOn>;
  beforeAll(async () => {
    product = await startProduct({ app: { root: folder, app: 'dist/main.js' } });
    acts = actsOn(product);
  });
  afterAll(() => product.stop());

  const page = (path: string, headers: Record<string, string> = {}) =>
    product.fetch(path, { headers: { accept: 'text/html', ...headers } });

  test('has no package within reach', () => {
    const require = createRequire(join(folder, 'dist/main.js'));
    expect(() => require.resolve('@azure/cosmos')).toThrow('Cannot find module');
  });

  test('has every part that is loaded later, and each loads', () => {
    const script = `
      import { registerHooks } from 'node:module';
      registerHooks({
        resolve: (name, context, next) =>
          name === '@azure/functions-core' ? { url: 'data:text/javascript,', shortCircuit: true } : next(name, context),
      });
      for (const name of process.argv.slice(1)) await import('./dist/later/' + name);`;
    const parts = readdirSync(join(folder, 'dist/later'));
    const load = () =>
      execFileSync(process.execPath, ['--input-type=module', '-e', script, ...parts], {
        cwd: folder,
        stdio: 'pipe',
      });
    expect(load).not.toThrow();
  });

  test('takes in a form, tells the topic, finds the person and sends a mail', async () => {
    const email = 'packaged@example.test';
    const form = { channel: 'newsletter', name: 'Kari', email, marketing: 'on', locale: 'en' };
    const response = await product.fetch('/api/registrations', {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    expect(response.status).toBe(202);
    const events = await product.events(2);
    expect(events.map(nameOf).sort()).toEqual(['consent.requested', 'registration.received']);
    const [found] = await product.lookUp({ email });
    expect(found?.records.map(({ kind }) => kind)).toEqual(['registration']);
    await eventually(() => expect(product.mails(email)).toHaveLength(1));
  });

  test('knows the public holidays: somebody asks for a copy and gets the link that shows who asks', async () => {
    const email = 'copied@example.test';
    const response = await product.post('/api/requests', { right: 'access', email, locale: 'en' });
    expect(response.status).toBe(202);
    await eventually(() => expect(product.mails(email)).toHaveLength(1));
  });

  test('describes its calls and its events', async () => {
    for (const path of ['/api', '/api/openapi.json', '/api/asyncapi.json']) {
      expect((await page(path)).status).toBe(200);
    }
  });

  test('draws the chart of the desk', async () => {
    const submittedOn = new Date(Date.now() - 1_700 * 24 * 3_600_000).toISOString().slice(0, 10);
    await acts.register({ email: 'charted@example.test', name: 'Ola' }, submittedOn);
    const signedIn = await product.fetch('/ops/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ key: 'local-key', role: 'case-worker', to: '/ops' }),
      headers: { 'sec-fetch-site': 'same-origin' },
      redirect: 'manual',
    });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const desk = await (await page('/ops', { cookie })).text();
    expect(desk.match(/<svg[^>]*viewBox="0 0 1120 260"/)).not.toBeNull();
  });

  test('gives the sites their cookie choice, library and all', async () => {
    const script = await (await product.fetch('/cookie-choice.js')).text();
    expect(script.includes('CookieConsent')).toBe(true);
  });

  test('reaches the blobs', async () => {
    await product.runTimer('sweep-packages');
  });

  test('sends its telemetry', async () => {
    // A host that stops sends what it holds.
    await product.stack.restart('functions');
    const sent = JSON.stringify(product.stack.telemetry.items());
    expect(sent.includes('registration-received')).toBe(true);
  });
});
