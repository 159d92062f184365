import type { Browser, Page } from 'playwright-core';
import type { Role } from '../../shared/policy/roles.ts';
import type { Product } from '../journeys/product.ts';
import { type Look, looks, openPage } from './looks.ts';

/** A browser in which somebody of the staff has signed in; its pages are the product's own. */
export interface SignedIn {
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Opens a page of the operations pages, in the language of the look. */
  readonly open: (path: string) => Promise<void>;
  /** Presses a button; resolves with the status of the page that comes of it. */
  readonly press: (button: string) => Promise<number>;
}

/** Signs in with the development key, as somebody with a role. */
export async function signIn(
  { stack }: Product,
  browser: Browser,
  { role, look = looks[3] }: { readonly role: Role; readonly look?: Look },
): Promise<SignedIn> {
  const { url } = stack.addresses.functions;
  const [locale] = look;
  const { page, complaints } = await openPage(browser, look);
  await page.goto(`${url}/ops/sign-in?locale=${locale}`);
  await page.fill('[name=key]', 'local-key');
  await page.check(`[name=role][value=${role}]`);
  await Promise.all([page.waitForURL(/\/ops$/), page.click('main button')]);
  return {
    page,
    complaints,
    async open(path) {
      await page.goto(`${url}${path}`);
    },
    async press(button) {
      const [response] = await Promise.all([
        page.waitForResponse((answer) => answer.request().isNavigationRequest() && answer.status() !== 303),
        page.click(button),
      ]);
      await page.waitForLoadState();
      return response.status();
    },
  };
}
