import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageResponse } from '../../functions/http/page-response.ts';
import { cookies } from '../../shared/policy/cookies.ts';
import { locales } from '../../shared/policy/register.ts';
import { type CookiesPage, cookiesPage } from '../../web/centre/cookies-page.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type Look, looks, openPage } from './looks.ts';
import { servePage } from './served-pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

type State = Omit<CookiesPage, 'locale'>;

const nothingChosen: State = { accepted: undefined, gpc: false, saved: false };
const states: Readonly<Record<string, State>> = {
  'before anything is chosen': nothingChosen,
  'after a choice': { accepted: ['analytics'], gpc: false, saved: true },
  'to a browser that says no for its user': { ...nothingChosen, gpc: true },
};

async function open(look: Look, state: State) {
  const { url, posts } = await servePage(await pageResponse(200, cookiesPage({ locale: look[0], ...state })));
  const opened = await openPage(browser, look);
  await opened.page.goto(url);
  return { ...opened, posts };
}

describe.each(Object.entries(states))('the page about cookies %s', (_, state) => {
  test.each(looks)('is accessible and fits (%s, %s, %j)', async (...look) => {
    const { page, complaints } = await open(look, state);
    expect(await page.getAttribute('html', 'lang')).toBe(look[0]);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look[2].width);
    expect(complaints).toEqual([]);
  });
});

describe('the page about cookies', () => {
  test.each(locales)(
    'names each service with its provider, its cookies and what they do (%s)',
    async (locale) => {
      const look = looks.find(([each]) => each === locale) ?? looks[0];
      const { page } = await open(look, nothingChosen);
      const cards = await page.locator('.card').allInnerTexts();
      for (const { provider, service, names, purpose } of cookies) {
        const card = cards.find((text) => text.startsWith(service)) ?? '';
        for (const words of [provider, purpose[locale], ...names]) expect(card).toContain(words);
      }
      expect(cards).toHaveLength(cookies.length + 1);
    },
  );

  test('has nothing ticked that can be refused, so that to save is to refuse', async () => {
    const { page, posts } = await open(looks[0], nothingChosen);
    expect(await page.locator('[type=checkbox]:checked:not(:disabled)').count()).toBe(0);
    await page.click('main form button');
    await page.waitForLoadState();
    expect(posts).toEqual(['']);
  });

  test('says that it sees the signal, and lets a choice go before it', async () => {
    const { page, posts } = await open(looks[0], { ...nothingChosen, gpc: true });
    expect(await page.locator('.notice').innerText()).toContain('Nettleseren din sier nei for deg');
    await page.check('[name=marketing]');
    await page.click('main form button');
    await page.waitForLoadState();
    expect(posts).toEqual(['overridesGpc=true&marketing=on']);
  });
});
