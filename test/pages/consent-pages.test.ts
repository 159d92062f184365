import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageResponse } from '../../functions/http/page-response.ts';
import { consentTexts } from '../../shared/policy/consent-texts.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { confirmedPage, confirmPage } from '../../web/confirm-page.ts';
import { linkNotValidPage } from '../../web/link-not-valid-page.ts';
import type { Html } from '../../web/page.ts';
import { type PreferencesPage, preferencesPage } from '../../web/preferences-page.ts';
import { unsubscribedPage, unsubscribePage } from '../../web/unsubscribe-page.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type Look, looks, openPage } from './looks.ts';
import { servePage } from './served-pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const action = '/page';
const preferences = (locale: Locale, about: Partial<PreferencesPage> = {}) =>
  preferencesPage({
    locale,
    action,
    marketing: 'given',
    customer: true,
    registered: true,
    leaving: false,
    ...about,
  });

const pages: Readonly<Record<string, (locale: Locale) => Html>> = {
  'that asks to confirm': (locale) => confirmPage({ locale, action }),
  'after confirming': confirmedPage,
  'that asks to unsubscribe': (locale) => unsubscribePage({ locale, action }),
  'after unsubscribing': unsubscribedPage,
  'for a link that is not valid': linkNotValidPage,
  'of a customer who gets Markedsnyheter': (locale) =>
    preferences(locale, { since: '2026-11-22T10:00:00Z', notice: 'left' }),
  'of somebody who has been asked to confirm': (locale) =>
    preferences(locale, { marketing: 'requested', customer: false, notice: 'asked' }),
  'of somebody who is asked again': (locale) =>
    preferences(locale, { marketing: 'asked-again', customer: false }),
  'of somebody who has not ticked the box': (locale) =>
    preferences(locale, { marketing: 'none', customer: false, notice: 'not-sure' }),
  'of somebody whose registrations are being erased': (locale) =>
    preferences(locale, { marketing: 'none', customer: false, registered: false, notice: 'withdrawn' }),
};

describe.each(Object.entries(pages))('the page %s', (_, render) => {
  test.each(looks)('is accessible and fits (%s, %s, %j)', async (...look) => {
    const { page, complaints } = await open(look, render(look[0]));
    expect(await page.getAttribute('html', 'lang')).toBe(look[0]);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look[2].width);
    expect(complaints).toEqual([]);
  });
});

describe('the page that asks to confirm', () => {
  test.each(['nb', 'en'] as const)('shows what one says yes to, word for word (%s)', async (locale) => {
    const { page } = await open(looks[0], confirmPage({ locale, action }));
    expect(await page.textContent('blockquote')).toBe(consentTexts.marketing[locale]);
  });

  test('changes nothing until its one button is pressed', async () => {
    const { page, posts } = await open(looks[0], confirmPage({ locale: 'nb', action }));
    expect(await page.locator('button').allTextContents()).toEqual(['Ja, send meg Markedsnyheter']);
    expect(posts).toEqual([]);
    await press(page, 'button');
    expect(posts).toEqual(['']);
  });
});

test('the page that asks to unsubscribe has one button', async () => {
  const { page, posts } = await open(looks[0], unsubscribePage({ locale: 'nb', action }));
  expect(await page.locator('button').allTextContents()).toEqual(['Meld meg av']);
  await press(page, 'button');
  expect(posts).toEqual(['']);
});

test('a page without a form lets no form through, and a page with one only to ourselves', async () => {
  const policyOf = async (page: Html) =>
    new Headers(Object.entries((await pageResponse(200, page)).headers ?? {})).get('content-security-policy');
  expect(await policyOf(confirmedPage('nb'))).toContain("form-action 'none'");
  expect(await policyOf(confirmPage({ locale: 'nb', action }))).toContain("form-action 'self'");
});

describe("a person's own page", () => {
  test.each([
    ['given', ['leave']],
    ['requested', ['join', 'leave']],
    ['none', ['join']],
  ] as const)('offers what fits (%s)', async (marketing, acts) => {
    const { page } = await open(looks[0], preferences('nb', { marketing }));
    const buttons = page.locator('section:has(#marketing) button');
    expect(await buttons.evaluateAll((all) => all.map((button) => button.getAttribute('value')))).toEqual(
      acts,
    );
  });

  test('says since when, by the Norwegian calendar', async () => {
    const about = { since: '2026-11-21T23:30:00Z' };
    const { page } = await open(looks[0], preferences('nb', about));
    expect(await page.textContent('section')).toContain('siden 22. november 2026');
  });

  test.each([
    ['leave', 'given'],
    ['join', 'none'],
  ] as const)('posts one act: %s', async (act, marketing) => {
    const { page, posts } = await open(looks[0], preferences('nb', { marketing }));
    await press(page, `button[value=${act}]`);
    expect(posts).toEqual([`action=${act}`]);
  });

  test('erases only when the box is ticked', async () => {
    const { page, posts } = await open(looks[0], preferences('nb'));
    await page.click('button[value=withdraw-storage]');
    expect(await page.locator('input:invalid').count()).toBe(1);
    expect(posts).toEqual([]);
    await page.check('input[name=sure]');
    await press(page, 'button[value=withdraw-storage]');
    expect(posts).toEqual(['sure=yes&action=withdraw-storage']);
  });

  test('says first what was done, and has the focus there', async () => {
    const { page } = await open(looks[0], preferences('nb', { notice: 'left' }));
    // The browser moves the focus after it has painted.
    await page.waitForFunction("document.activeElement?.textContent?.startsWith('Du er meldt av.')");
  });

  test('points from the box to what is wrong with it', async () => {
    const { page } = await open(looks[0], preferences('nb', { notice: 'not-sure' }));
    const box = page.locator('input[name=sure]');
    expect(await box.getAttribute('aria-invalid')).toBe('true');
    expect(await page.textContent(`#${await box.getAttribute('aria-describedby')}`)).toMatch(
      /^Ingenting er slettet\./,
    );
  });

  test('tells customers about the list they cannot leave, and nobody else', async () => {
    const headings = async (customer: boolean) => {
      const { page } = await open(looks[0], preferences('nb', { customer }));
      return page.locator('h2').allTextContents();
    };
    expect(await headings(true)).toContain('Teknisk og administrativ liste');
    expect(await headings(false)).not.toContain('Teknisk og administrativ liste');
  });

  test('offers nothing when nothing is left', async () => {
    const about = { marketing: 'none', customer: false, registered: false } as const;
    const { page } = await open(looks[0], preferences('nb', about));
    expect(await page.locator('button').count()).toBe(0);
  });
});

test('what breaks WCAG 2.2 would be found', async () => {
  const { page } = await openPage(browser, looks[0]);
  await page.setContent(
    '<h1 style="color: #eee">Hei</h1><input type="checkbox" style="width: 8px; height: 8px; margin: 0"><input type="checkbox" style="width: 8px; height: 8px; margin: 0">',
  );
  expect(await findingsOfAxe(page)).toEqual(
    expect.arrayContaining(['color-contrast', 'label', 'target-size']),
  );
});

/** Opens a page as the product answers with it. */
async function open(look: Look, html: Html) {
  const { url, posts } = await servePage(await pageResponse(200, html));
  const { page, complaints } = await openPage(browser, look);
  await page.goto(url);
  return { page, posts, complaints };
}

type Opened = Awaited<ReturnType<typeof open>>['page'];

async function press(page: Opened, button: string): Promise<void> {
  await Promise.all([page.waitForRequest((request) => request.method() === 'POST'), page.click(button)]);
  await page.waitForLoadState();
}
