import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type Product, startProduct } from '../journeys/product.ts';
import { launchBrowser } from './browser.ts';
import { startFormSite } from './form-site.ts';

let product: Product;
let site: Awaited<ReturnType<typeof startFormSite>>;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  site = await startFormSite(`${product.stack.addresses.functions.url}/api/registrations`);
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await product.stop();
});

type Locale = 'nb' | 'en';
const languages = { nb: 'nb-NO', en: 'en-GB' } as const;

interface Visit {
  readonly page: Page;
  /** What the browser printed, and what it asked of a host that it has no business with. */
  readonly complaints: readonly string[];
}

async function visit(locale: Locale, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ locale: languages[locale], ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  const known = [site.url, product.stack.addresses.functions.url, 'data:', 'about:'];
  context.on('request', (request) => {
    const url = request.url();
    if (!known.some((origin) => url.startsWith(origin))) complaints.push(`asks ${url}`);
  });
  context.on('console', (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(String(error)));
  return { page, complaints };
}

async function send(page: Page, locale: Locale, fields: Readonly<Record<string, string>>) {
  await page.goto(`${site.url}/${locale}`);
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
  const [response] = await Promise.all([
    page.waitForResponse((answer) => !answer.url().startsWith(site.url) && answer.status() !== 303),
    page.click('button'),
  ]);
  await page.waitForSelector('main');
  return response;
}

/** Posts the form with a body that is cut off in the middle of a character. */
async function sendUnreadable(page: Page, locale: Locale) {
  await page.route('**/api/registrations', (route) =>
    route.continue({ postData: 'name=%E0%A4%A', headers: route.request().headers() }),
  );
  return send(page, locale, {});
}

const thanks = { nb: 'Takk – vi har fått det', en: 'Thank you – we have it' } as const;
const problem = { nb: 'Noe må rettes', en: 'Please check the form' } as const;
const wrong = {
  nb: ['E-post', 'Er ikke en e-postadresse.'],
  en: ['E-mail', 'Is not an e-mail address.'],
} as const;

describe('a form in a browser without JavaScript', () => {
  test.each(['nb', 'en'] as const)('ends on a page that says thank you (%s)', async (locale) => {
    const { page, complaints } = await visit(locale, { javaScriptEnabled: false });
    const response = await send(page, locale, { name: 'Åse', email: 'ase@example.test' });
    expect(response.status()).toBe(200);
    expect(response.headers()['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(new URL(page.url()).pathname).toBe(`/registrations/received/${locale}`);
    expect(await page.textContent('h1')).toBe(thanks[locale]);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await product.lookUp({ email: 'ase@example.test' })).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test.each(['nb', 'en'] as const)('is told what to mend, in plain words (%s)', async (locale) => {
    const { page, complaints } = await visit(locale, { javaScriptEnabled: false });
    const response = await send(page, locale, { email: 'ase at example' });
    expect(response.status()).toBe(400);
    expect(response.headers()['content-security-policy']).toMatch(/^default-src 'none'/);
    expect(await page.textContent('h1')).toBe(problem[locale]);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await page.locator('dl').innerText()).toBe(wrong[locale].join('\n'));
    expect(await page.content()).not.toContain('ase at');
    expect(complaints.filter((each) => !each.includes('400 (Bad Request)'))).toEqual([]);
  });
});

/** The pages, each by what somebody sends to come there, and how many fields it names. */
const pages = {
  'the page that says thank you': {
    come: (page: Page, locale: Locale) => send(page, locale, { email: 'thanks@example.test' }),
    status: 200,
    fields: 0,
  },
  'the page that says what to mend': {
    come: (page: Page, locale: Locale) =>
      send(page, locale, { name: 'x'.repeat(300), email: 'nowhere', phone: '12' }),
    status: 400,
    fields: 3,
  },
  'the page for a form that cannot be read': { come: sendUnreadable, status: 400, fields: 0 },
} as const;

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };
/** How the pages are looked at: each width light and dark. */
const looks = [
  ['nb', 'light', phone],
  ['nb', 'dark', desktop],
  ['en', 'dark', phone],
  ['en', 'light', desktop],
] as const;

describe.each(Object.entries(pages))('%s', (_name, { come, status, fields }) => {
  test.each(looks)('is accessible and fits (%s, %s, %j)', async (locale, colorScheme, viewport) => {
    const { page } = await visit(locale, { colorScheme, viewport });
    expect((await come(page, locale)).status()).toBe(status);
    expect(await page.locator('dt').count()).toBe(fields);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
  });
});

test('a page that is not accessible would be found', async () => {
  const { page } = await visit('nb');
  await page.setContent('<h1 style="color: #eee">Hei</h1><img src="data:,">');
  expect(await findingsOfAxe(page)).toEqual(expect.arrayContaining(['color-contrast', 'image-alt']));
});

/** The rules that the page breaks. Its one frame is looked at in place, without a second page for the result. */
async function findingsOfAxe(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.map(({ id }) => id);
}
