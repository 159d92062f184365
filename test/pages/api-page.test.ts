import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getApiPage } from '../../functions/api-descriptions.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type Look, looks, openPage } from './looks.ts';
import { servePage } from './served-pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openApiPage(look: Look): Promise<{ page: Page; complaints: readonly string[]; url: string }> {
  const { url } = await servePage(await getApiPage());
  const { page, complaints } = await openPage(browser, look);
  await page.goto(url);
  return { page, complaints, url };
}

test.each(looks)('the page of the API is accessible and fits (%s, %s, %j)', async (...look) => {
  const { page, complaints } = await openApiPage(look);
  for (const id of ['post-registration', 'post-licence-events', 'processor\\.answered']) {
    await page.click(`#${id} > summary`);
  }
  expect(await findingsOfAxe(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look[2].width);
  expect(complaints).toEqual([]);
});

test('a call says its fields, its answers, and how to make it here', async () => {
  const { page } = await openApiPage(looks[3]);
  await page.click('#post-hold > summary');
  const card = page.locator('#post-hold');
  expect(await card.getByRole('row', { name: /^reviewOn day/ }).count()).toBe(1);
  expect(await card.getByText('It is placed.').count()).toBe(1);
  const call = await card.locator('pre', { hasText: 'curl' }).innerText();
  expect(call).toContain('curl http://127.0.0.1:7071/api/ops/holds');
  expect(call).toContain('-H "x-functions-key: $KEY"');
});

test('every entry of its contents leads to a heading', async () => {
  const { page, url } = await openApiPage(looks[3]);
  const targets = await page.locator('nav.contents a').evaluateAll((links) => links.map((link) => link.hash));
  for (const target of targets) {
    await page.goto(`${url}${target}`);
    expect(await page.locator(`h2${target}`).count()).toBe(1);
  }
  expect(targets.length).toBeGreaterThan(8);
});
