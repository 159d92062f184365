import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

const narrow = { width: 320, height: 640 };
const wide = { width: 1280, height: 800 };

/** How a page is looked at: each language light and dark, narrow (WCAG 2.2, 1.4.10) and wide. */
export const looks = [
  ['nb', 'light', narrow],
  ['nb', 'dark', wide],
  ['en', 'dark', narrow],
  ['en', 'light', wide],
] as const;

export type Look = (typeof looks)[number];

/** A page that closes with the test, and what its browser printed or asked of anybody but us. */
export async function openPage(
  browser: Browser,
  [, colorScheme, viewport]: Look,
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const context = await browser.newContext({ colorScheme, viewport });
  onTestFinished(() => context.close());
  const complaints: string[] = [];
  context.on('console', (message) => complaints.push(message.text()));
  context.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1:|data:|about:)/.test(request.url()))
      complaints.push(`asks ${request.url()}`);
  });
  return { page: await context.newPage(), complaints };
}
