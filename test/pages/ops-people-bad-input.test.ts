import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Product, startProduct } from '../journeys/product.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import {
  fieldOf,
  fillInDisclosure,
  lookUp,
  type PeopleDesk,
  peopleDesk,
  send,
  today,
  unfold,
} from './people-desk.ts';

let product: Product;
let browser: Browser;
let desk: PeopleDesk;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
  desk = peopleDesk(product, browser);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

/** Each form, filled in badly: what is said beside which field. What was typed may not be seen again. */
const bad: readonly (readonly [
  path: string,
  action: string,
  fields: Readonly<Record<string, string>>,
  errors: readonly string[],
])[] = [
  ['/ops/people', '/ops/people', {}, ['Give either an e-mail address or a phone number.']],
  [
    '/ops/people',
    '/ops/people',
    { email: 'unwanted', phone: 'unwanted' },
    ['Is not an e-mail address.', 'Is not a phone number.'],
  ],
  ['/ops/people', '/ops/people', { subjectId: 'unwanted@example.test' }, ['Is not an id from a lookup.']],
  [
    '/ops/people',
    '/ops/people/withdrawals',
    { email: 'unwanted' },
    ['Is not an e-mail address.', 'Must be marketing or storage.', 'Tick to say that you are sure.'],
  ],
  [
    '/ops/registrations',
    '/ops/registrations',
    { name: 'unwanted '.repeat(30), email: 'unwanted', phone: 'unwanted', submittedOn: '2001-01-01' },
    [
      'Is not a channel that can be used here.',
      'Is too long.',
      'Is not an e-mail address.',
      'Is not a phone number.',
    ],
  ],
  [
    '/ops/holds',
    '/ops/holds',
    { subjectId: 'unwanted', reason: 'unwanted '.repeat(70), reviewOn: '2001-01-01' },
    ['Is not an id from a lookup.', 'Is too long.', 'Is missing.'],
  ],
  [
    '/ops/holds',
    '/ops/holds',
    {
      subjectId: '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11',
      reason: 'unwanted',
      authority: 'unwanted',
      reviewOn: '2001-01-01',
    },
    ['Lies in the past.'],
  ],
  [
    '/ops/disclosures',
    '/ops/disclosures',
    { subjectId: 'unwanted', authority: 'unwanted '.repeat(30), disclosedOn: '2099-01-01' },
    ['Is not an id from a lookup.', 'Is missing.', 'Is too long.', 'Is missing.', 'Is missing.'],
  ],
];

describe('what is typed in badly', () => {
  test.each(bad)(
    'at %s, in the form to %s (%j) is said beside the field and shown no more',
    async (path, action, fields, errors) => {
      const { page, open, press } = await desk.caseWorker();
      await open(path);
      for (const [name, value] of Object.entries(fields)) {
        const field = page.locator(fieldOf(action, name));
        // What a browser would cut or refuse is what a page must not rely on.
        await field.evaluate((element) => element.removeAttribute('maxlength'));
        await field.fill(value);
      }
      expect(await press(send(action))).toBe(400);
      expect(await page.title()).toMatch(/^Error: /);
      expect(await page.locator('p.error').allTextContents()).toEqual(errors);
      expect(await page.locator('.notice.wrong li').count()).toBe(errors.length);
      expect(await page.content()).not.toContain('unwanted');
      await page.waitForFunction("document.activeElement?.classList.contains('wrong')");
      const link = page.locator('.notice.wrong a').first();
      const target = (await link.getAttribute('href')) ?? '';
      await link.click();
      expect(await page.locator(`${target}:focus`).count()).toBe(1);
      // A group of boxes is described as a group.
      const described = page.locator(`${target}[aria-describedby], fieldset:has(> label > ${target})`);
      expect(await described.getAttribute('aria-describedby')).toContain('-error');
    },
  );

  test.each([
    ['/ops/people/corrections', { 'corrections.email': 'unwanted' }, ['Is not an e-mail address.']],
    ['/ops/people/corrections', {}, []],
    ['/ops/holds', { reason: 'unwanted' }, ['Is missing.', 'Is not a date that exists, written YYYY-MM-DD.']],
    [
      '/ops/disclosures',
      { authority: 'unwanted, of Kari Nordmann', legalBasis: 'a law', reference: '1' },
      ['Must not contain the address or number'],
    ],
  ] as const)('in a file, to %s (%j), too', async (action, fields, errors) => {
    const { email, subjectId } = await desk.someone();
    const staff = await desk.caseWorker();
    const { page, press } = staff;
    await lookUp(staff, email);
    await unfold(staff, action);
    for (const [name, value] of Object.entries(fields)) await page.fill(fieldOf(action, name), value);
    if (action === '/ops/disclosures') await page.check('[name=fields][value=name]');
    expect(await press(send(action))).toBe(400);
    const said = await page.locator('p.error').allTextContents();
    expect(said).toEqual(errors.map((words) => expect.stringContaining(words)));
    expect(await page.locator('.notice.wrong li').count()).toBe(Math.max(1, errors.length));
    expect(await page.content()).not.toMatch(/unwanted|Nordmann/);
    expect(await page.inputValue('[name=subjectId]')).toBe(subjectId);
    expect(await findingsOfAxe(page)).toEqual([]);
  });

  test('a disclosure of no record at all was none', async () => {
    const { email } = await desk.someone();
    const staff = await desk.caseWorker();
    const { page, press } = staff;
    await lookUp(staff, email);
    await unfold(staff, '/ops/disclosures');
    await page.locator('[name=records]').first().uncheck();
    await page.check('[name=fields][value=email]');
    await fillInDisclosure(staff);
    expect(await press(send('/ops/disclosures'))).toBe(400);
    expect(await page.locator('p.error').allTextContents()).toEqual(['Is missing.']);
  });

  test('a hold that is gone, or a day that is none, says that nothing was done', async () => {
    const { subjectId } = await desk.someone();
    const hold = { reason: 'a claim', authority: 'a court', reviewOn: today.toString() };
    const { holdId } = (await (await product.post('/api/ops/holds', { subjectId, ...hold })).json()) as {
      holdId: string;
    };
    const { page, open, press } = await desk.caseWorker();
    await open('/ops/holds');
    const mine = `article:has([value="${holdId}"])`;
    expect(await page.textContent(mine)).toContain('look at it now');
    await page.click(`${mine} summary:has-text("Prolong")`);
    expect(await press(`${mine} ${send('/ops/holds/review')}`)).toBe(400);
    expect(await page.textContent('#notice')).toContain('The day must be a date');
    const { functions } = product.stack.addresses;
    await fetch(`${functions.url}/api/ops/holds/${holdId}`, {
      method: 'DELETE',
      headers: { 'x-functions-key': functions.key },
    });
    await page.click(`${mine} summary:has-text("Release")`);
    await page.check(`${mine} [name=sure]`);
    expect(await press(`${mine} ${send('/ops/holds/release')}`)).toBe(404);
    expect(await page.textContent('#notice')).toContain('somebody has released it');
  });
});
