import { CosmosClient } from '@azure/cosmos';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import cosmos from '../../infra/cosmos.json' with { type: 'json' };
import { findingsOfAxe } from '../pages/axe.ts';
import type { CookieSite } from './cookie-site.ts';
import { eventually, type Product } from './product.ts';

interface StoredChoice {
  readonly id: string;
  readonly choices: object;
  readonly source: string;
  readonly gpc: boolean;
}

/** The choices of cookies that are stored while `work` runs, as they lie in the database. */
export async function choicesWhile(
  { stack }: Product,
  work: () => Promise<unknown>,
  count: number,
): Promise<readonly StoredChoice[]> {
  const client = new CosmosClient(stack.addresses.cosmos.connectionString);
  const container = client.database(cosmos.database).container('cookie-choices');
  const stored = async () => (await container.items.readAll<StoredChoice>().fetchAll()).resources;
  const before = new Set((await stored()).map(({ id }) => id));
  await work();
  return eventually(async () => {
    const more = (await stored()).filter(({ id }) => !before.has(id));
    expect(more).toHaveLength(count);
    return more;
  });
}

/** Somebody who looks at the site, in a browser of its own that closes with the test. */
export interface Visit {
  readonly page: Page;
  /** What the browser printed, and what broke. */
  readonly complaints: readonly string[];
  /** The rules of accessibility that the page breaks. Nobody may have complained before: axe brings a style of its own, which the site's policy refuses. */
  findings(): Promise<readonly string[]>;
  /** The names of the cookies and of what is stored for the site. */
  kept(): Promise<readonly string[]>;
}

export async function visitSite({
  browser,
  site,
  locale,
  options,
}: {
  readonly browser: Browser;
  readonly site: CookieSite;
  readonly locale: 'nb' | 'en';
  readonly options: BrowserContextOptions;
}): Promise<Visit> {
  const context = await browser.newContext(options);
  onTestFinished(() => context.close());
  const complaints: string[] = [];
  context.on('console', (message) => complaints.push(message.text()));
  context.on('weberror', (error) => complaints.push(String(error.error())));
  const page = await context.newPage();
  if (options.extraHTTPHeaders?.['Sec-GPC'] === '1') await page.addInitScript(saysGpc);
  await page.goto(`${site.origin}/${locale}`);
  return {
    page,
    complaints,
    async findings() {
      expect(complaints).toEqual([]);
      const findings = await findingsOfAxe(page);
      complaints.length = 0;
      return findings;
    },
    async kept() {
      const names = (await context.cookies()).map(({ name }) => name);
      return [...names, ...(await page.evaluate<string[]>('Object.keys(localStorage)'))];
    },
  };
}

/** A browser that says no for its user: to pages, and to servers. */
export const saysGpc = `Object.defineProperty(navigator, 'globalPrivacyControl', { value: true });`;
export const withGpc = { extraHTTPHeaders: { 'Sec-GPC': '1' } };

export const question = '#cc-main .cm';
export const button = (which: 'all' | 'necessary' | 'show') => `${question} [data-role=${which}]`;

/** Whether the script ran that the site holds back. */
export const wasFollowed = ({ page }: Visit) => page.evaluate(`document.body.dataset.followed === 'yes'`);

export const chosen = (page: Page) => comesTrue(page, 'window.CookieConsent?.validConsent() === true');

/** The library shows and hides over a quarter of a second; what axe looks at shall be all there. */
export const shown = (page: Page, selector: string) =>
  comesTrue(
    page,
    `[document.querySelector('${selector}')].some((part) => part !== null
      && getComputedStyle(part).opacity === '1' && getComputedStyle(part).visibility === 'visible')`,
  );

/** Waits until an expression is true in the page, whose policy lets nobody wait for it in there. */
const comesTrue = (page: Page, expression: string) =>
  eventually(async () => expect(await page.evaluate(expression)).toBe(true));
