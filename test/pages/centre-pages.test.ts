import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { locales, register } from '../../shared/policy/register.ts';
import { memory, retention } from '../../shared/policy/retention.ts';
import { rightNames } from '../../shared/policy/rights.ts';
import { eventually, type Product, startProduct } from '../journeys/product.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { looks, openPage } from './looks.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const forms = rightNames.map((right) => `/privacy/requests/${right}`);
const received = '/privacy/requests/received/nb';
const pages = ['/privacy', '/privacy/versions', '/privacy/requests', ...forms, received];

describe.each(pages)('%s', (path) => {
  test.each(looks)('is accessible, fits and asks nothing of others (%s, %s, %j)', async (...look) => {
    const [locale, , viewport] = look;
    const { page, complaints } = await openPage(browser, look);
    const response = await page.goto(addressOf(path, locale));
    expect(response?.status()).toBe(200);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
    expect(await page.locator('main').innerText()).not.toMatch(/[{}]|undefined|\[object/);
    expect(complaints).toEqual([]);
  });

  test('runs no script, keeps no cookie, and sends no referrer', async () => {
    const { headers } = await product.fetch(path);
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('set-cookie')).toBeNull();
  });

  test('leads to the same page in the other language', async () => {
    const { page } = await openPage(browser, looks[0]);
    await page.goto(addressOf(path, 'nb'));
    await page.click('nav.languages a[lang=en]');
    expect(new URL(page.url()).pathname).toBe(path);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
  });
});

test.each(locales)('every page has a title of its own (%s)', async (locale) => {
  const { page } = await openPage(browser, looks[0]);
  const titles = new Set<string>();
  for (const path of pages) {
    await page.goto(addressOf(path, locale));
    titles.add(await page.title());
  }
  expect(titles.size).toBe(pages.length);
});

test('what is the same for everybody may be found; the end of a form may not', async () => {
  const robots = async (path: string) => (await (await product.fetch(path)).text()).includes('noindex');
  expect(await robots('/privacy')).toBe(false);
  expect(await robots('/privacy/requests/access')).toBe(false);
  expect(await robots(received)).toBe(true);
});

test('speaks the language of the browser, unless the address asks for another', async () => {
  const languageOf = async (path: string, accepted: string) => {
    const response = await product.fetch(path, { headers: { 'accept-language': accepted } });
    return /<html lang="(\w+)"/.exec(await response.text())?.[1];
  };
  expect(await languageOf('/privacy', 'en-GB,en;q=0.9')).toBe('en');
  expect(await languageOf('/privacy', 'de')).toBe('nb');
  expect(await languageOf('/privacy?locale=nb', 'en-GB')).toBe('nb');
  expect(await languageOf('/privacy?locale=xx', 'en-GB')).toBe('en');
});

test('the address of the house leads to the centre', async () => {
  const response = await product.fetch('/', { redirect: 'manual' });
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/privacy');
});

test('a right that does not exist shows those that do', async () => {
  const response = await product.fetch('/privacy/requests/oblivion');
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('/privacy/requests/erasure');
});

test.each(locales)('every link of the centre leads somewhere (%s)', async (locale) => {
  const { page } = await openPage(browser, looks[0]);
  const addresses = new Set<string>();
  for (const path of pages) {
    await page.goto(addressOf(path, locale));
    const links = await hrefsOf(page);
    for (const link of links) {
      if (link.startsWith(product.stack.addresses.functions.url)) addresses.add(link);
      else expect(link).toMatch(/^(mailto:[^@]+@|https:\/\/www\.datatilsynet\.no)/);
    }
    const targets = links.filter((link) => link.includes(`${path}?locale=${locale}#`));
    for (const target of targets) expect(await page.locator(new URL(target).hash).count()).toBe(1);
  }
  for (const address of addresses) expect((await fetch(address)).status).toBe(200);
});

describe('the overview', () => {
  test.each(locales)('says what the register says (%s)', async (locale) => {
    const { page } = await openPage(browser, looks[0]);
    await page.goto(addressOf('/privacy', locale));
    await page.click('summary');
    const main = await page.locator('main').innerText();
    const { purposes, processors, lists, contacts, controller } = register;
    const kept = [...Object.values(retention), ...Object.values(memory)];
    const said = [
      ...[...Object.values(purposes), ...Object.values(lists), ...kept].map(({ title }) => title[locale]),
      ...Object.values(processors).flatMap(({ name, nb, transferBasis }) => [
        name,
        locale === 'nb' ? nb.transferBasis : transferBasis,
      ]),
      ...register.cookies.map(({ service }) => service),
      ...Object.values(contacts),
      controller.authority,
    ];
    expect(said.filter((words) => !main.includes(words))).toEqual([]);
  });

  test('tells how long in words', async () => {
    const { page } = await openPage(browser, looks[0]);
    await page.goto(addressOf('/privacy', 'nb'));
    const rows = await page.locator('#retention ~ .scroll tr').allInnerTexts();
    expect(rows).toContain('Registreringer\t5 år fra dagen det ble sendt inn');
  });
});

test('the page of versions marks the one in force', async () => {
  const { page } = await openPage(browser, looks[0]);
  await page.goto(addressOf('/privacy/versions', 'nb'));
  expect(await page.locator('.timeline .now time').getAttribute('datetime')).toBe('2021-02-19');
  expect(await page.locator('.timeline .now').innerText()).toContain('Gjelder nå');
});

describe('a form, with JavaScript off', () => {
  test.each(rightNames)('can be sent with the keyboard alone, and ends in the mailbox: %s', async (right) => {
    const page = await withoutScript();
    await page.goto(addressOf(`/privacy/requests/${right}`, 'en'));
    await page.fill('#email', `${right}@example.test`);
    if (right === 'rectification') await page.fill('#corrections-name', 'Åse Ås');
    await page.press('#email', 'Enter');
    await page.waitForURL('**/privacy/requests/received/en');
    expect(await page.textContent('h1')).toBe('Look in your mailbox');
  });

  test('answers the same to known and unknown', async () => {
    const known = 'known@example.test';
    await product.post('/api/registrations', { channel: 'profile', email: known });
    const answers = await Promise.all(
      [known, 'unknown@example.test'].map(async (email) => {
        const page = await withoutScript();
        await page.goto(addressOf('/privacy/requests/access', 'nb'));
        await page.fill('#email', email);
        await page.press('#email', 'Enter');
        await page.waitForURL(`**${received}`);
        return page.content();
      }),
    );
    expect(answers[0]).toBe(answers[1]);
  });
});

test('a person asks for a copy, confirms, and fetches it, with JavaScript off', async () => {
  const email = 'copy@example.test';
  await product.post('/api/registrations', { channel: 'event', name: 'Åse Ås', email });
  const page = await withoutScript();
  await page.goto(addressOf('/privacy/requests/access', 'nb'));
  await page.fill('#email', email);
  await page.press('#email', 'Enter');
  await page.goto(await eventually(() => linkIn(product.mails(email))));
  await page.click('button');
  expect(await page.locator('.notice').innerText()).toContain('Takk, du har bekreftet.');
  await eventually(async () => {
    await page.reload();
    expect(await page.locator('.lead').innerText()).toBe('Her er en kopi av det vi har om deg.');
  });
  const links = page.locator('section[aria-labelledby=fetch] a');
  const [asPage, asFile] = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  expect(await (await product.fetch(asFile ?? '')).text()).toContain('Åse Ås');
  await page.goto(new URL(asPage ?? '', page.url()).href);
  expect(await page.locator('body').innerText()).toContain('Åse Ås');
});

/** What somebody may get wrong, the fields that say so, and what is wrong with them. */
const mistakes = [
  ['nothing at all', 'access', {}, { email: 'Oppgi enten e-postadresse eller telefonnummer.' }],
  [
    'an address and a number',
    'erasure',
    { email: 'kari@example.test', phone: '22222222' },
    { email: 'Oppgi enten e-postadresse eller telefonnummer.' },
  ],
  ['a number that is none', 'objection', { phone: '1-2-3' }, { phone: 'Er ikke et telefonnummer.' }],
  ['no correction', 'rectification', { email: 'kari@example.test' }, { corrections: 'Mangler.' }],
  [
    'a wrong correction',
    'rectification',
    { email: 'kari@example.test', 'corrections-phone': '1-2-3' },
    { 'corrections-phone': 'Er ikke et telefonnummer.' },
  ],
] as const;

describe.each(mistakes)('a form with %s', (_, right, given, wrong) => {
  test.each(looks)('is shown again with what to mend (%s, %s, %j)', async (...look) => {
    const [locale] = look;
    const { page, complaints } = await openPage(browser, look);
    await page.goto(addressOf(`/privacy/requests/${right}`, locale));
    await sendWith(page, given);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await page.title()).toMatch(/^(Feil|Error): /);
    expect(await findingsOfAxe(page)).toEqual([]);
    for (const id of Object.keys(wrong)) {
      expect(await page.locator(`#wrong ~ ul a[href="#${id}"]`).count()).toBe(1);
      const described = await page.getAttribute(`#${id}`, 'aria-describedby');
      expect(described).toContain(`${id}-error`);
    }
    expect(complaints.filter((each) => !each.includes('400 (Bad Request)'))).toEqual([]);
  });

  test('says what is wrong beside the field, and repeats nothing of what was sent', async () => {
    const { page } = await openPage(browser, looks[0]);
    await page.goto(addressOf(`/privacy/requests/${right}`, 'nb'));
    await sendWith(page, given);
    for (const [id, words] of Object.entries(wrong)) {
      expect(await page.innerText(`#${id}-error`)).toContain(words);
    }
    for (const value of Object.values(given)) expect(await page.content()).not.toContain(value);
    for (const input of await page.locator('input:not([type=hidden])').all()) {
      expect(await input.inputValue()).toBe('');
    }
    await page.waitForFunction("document.activeElement?.querySelector('#wrong') != null");
  });
});

function addressOf(path: string, locale: string): string {
  return `${product.stack.addresses.functions.url}${path}?locale=${locale}`;
}

/** The link to the person's page in the first mail. */
function linkIn([mail]: ReturnType<Product['mails']>): string {
  const [link] = mail?.text.match(/https?:\/\/\S+\/requests\/\S+/u) ?? [];
  if (link === undefined) throw new Error('no link yet');
  return link;
}

/** Where the links of a page lead. */
async function hrefsOf(page: Page): Promise<readonly string[]> {
  const written = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
  return written.map((link) => new URL(link ?? '', page.url()).href);
}

async function withoutScript(): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled: false });
  onTestFinished(() => context.close());
  return context.newPage();
}

async function sendWith(page: Page, given: Readonly<Record<string, string>>): Promise<void> {
  for (const [id, value] of Object.entries(given)) await page.fill(`#${id}`, value);
  await Promise.all([page.waitForURL('**/api/requests'), page.click('main button')]);
}
