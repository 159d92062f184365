import type { Browser, Page } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extensionReasons, refusalGrounds } from '../../shared/policy/rights.ts';
import { eventually, type Product, startProduct } from '../journeys/product.ts';
import { launchBrowser } from './browser.ts';
import { type SignedIn, signIn } from './signed-in.ts';

let product: Product;
let browser: Browser;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

const today = Temporal.Now.plainDateISO('Europe/Oslo');
let people = 0;

/** Somebody new who left a registration: the address. */
async function someone(): Promise<string> {
  people += 1;
  const email = `person${people}@example.test`;
  const input = { channel: 'contact-form', name: 'Kari Nordmann', company: 'Eksempel AS', email };
  expect((await product.post('/api/registrations', input)).status).toBe(202);
  return email;
}

/** Types in a request, and is led to it. */
async function typeIn(
  { page, open, press }: SignedIn,
  right: string,
  fields: Readonly<Record<string, string>>,
): Promise<void> {
  await open('/ops/requests/new');
  await page.check(`[name=right][value=${right}]`);
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name="${name}"]`, value);
  expect(await press('form.card button')).toBe(200);
}

/** Opens a form of the desk: each is closed until it is wanted. */
async function unfold({ page }: SignedIn, step: string): Promise<void> {
  await page
    .locator('details', { has: page.locator(`[value=${step}]`) })
    .locator('summary')
    .click();
}

const send = (step: string) => `details:has([value=${step}]) button`;

function offered(page: Page): Promise<string[]> {
  return page
    .locator('[name=step]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('value') ?? ''));
}

test('the record of processing is a page for staff, and JSON-LD for a system with a key', async () => {
  const { page, open } = await signIn(product, browser, { role: 'reader' });
  await open('/ops/register');
  expect(await page.textContent('h1')).toBe('Record of processing activities');
  const path = '/api/ops/record-of-processing';
  const { key } = product.stack.addresses.functions;
  const response = await product.fetch(path, { headers: { 'x-functions-key': key } });
  expect(response.headers.get('content-type')).toBe('application/ld+json');
  expect(await response.json()).toMatchObject({ '@type': 'dpv:ROPA' });
  expect((await product.fetch(path)).status).toBe(401);
});

describe('a request that staff type in', () => {
  test('is verified, extended and refused, and at every turn only what is possible is offered', async () => {
    const staff = await signIn(product, browser, { role: 'case-worker' });
    const { page, press } = staff;
    const email = await someone();
    await typeIn(staff, 'rectification', { email, 'corrections.name': 'Kari Hansen' });
    expect(await page.textContent('#notice')).toBe('The request has been taken in.');
    expect(await page.textContent('dl.facts')).toContain(email);
    expect(await offered(page)).toEqual(['verify', 'ask-for-proof', 'refuse', 'cancel']);
    // What is held is nobody's business before it was shown who asks.
    expect(await page.locator('.before-after del').count()).toBe(0);

    await unfold(staff, 'verify');
    await page.fill('[name=evidence]', 'called back, case 4711');
    expect(await press(send('verify'))).toBe(200);
    await eventually(async () => {
      await page.reload();
      expect(await offered(page)).toEqual(['fulfil', 'extend', 'refuse', 'cancel']);
    });
    expect(await page.textContent('.timeline')).toContain('called back, case 4711');
    expect(await page.textContent('.before-after del')).toBe('Kari Nordmann');
    expect(await page.textContent('.before-after ins')).toBe('Kari Hansen');

    await unfold(staff, 'extend');
    expect(await page.textContent('details[open]')).toContain('only once');
    await page.check('[value=complexity]');
    expect(await press(send('extend'))).toBe(200);
    expect(await page.textContent('#notice')).toContain('extended');
    expect(await page.textContent('.timeline')).toContain(extensionReasons.complexity.en);
    expect(await offered(page)).toEqual(['fulfil', 'refuse', 'cancel']);

    await unfold(staff, 'refuse');
    expect(await page.textContent('details[open]')).toContain(refusalGrounds.excessive.article);
    expect(await page.textContent('details[open]')).toContain(refusalGrounds.excessive.en);
    await page.check('details[open] [value=excessive]');
    await page.fill('details[open] [name=note]', 'We answered the same last week.');
    expect(await press(send('refuse'))).toBe(200);
    expect(await page.textContent('#notice')).toContain('refused');
    expect(await offered(page)).toEqual([]);
    expect(await page.textContent('section:has(#answer)')).toContain('We answered the same last week.');
    const mail = await eventually(() => {
      const last = product.mails(email).at(-1);
      expect(last?.text).toContain(refusalGrounds.excessive.nb);
      return last;
    });
    expect(mail?.text).toContain('Datatilsynet');
    await eventually(async () => {
      await page.reload();
      expect(await page.textContent('main')).not.toContain(email);
    });
  });

  test('by number waits for staff, and is taken back with nothing left of the person', async () => {
    const staff = await signIn(product, browser, { role: 'case-worker' });
    const { page, press } = staff;
    await typeIn(staff, 'restriction', { phone: '41 23 45 67' });
    expect(await page.textContent('dl.facts')).toContain('+4741234567');
    expect(await offered(page)).toEqual(['verify', 'refuse', 'cancel']);
    await unfold(staff, 'cancel');
    expect(await press(send('cancel'))).toBe(200);
    expect(await page.textContent('main')).not.toContain('41234567');
  });

  test('is answered by hand: what is to be corrected is corrected first, here and at the processors', async () => {
    const staff = await signIn(product, browser, { role: 'case-worker' });
    const { page, press } = staff;
    const email = await someone();
    await typeIn(staff, 'rectification', { email, identity: 'case 4715', 'corrections.name': 'Kari Hansen' });
    await eventually(async () => {
      await page.reload();
      expect(await offered(page)).toContain('fulfil');
    });
    await unfold(staff, 'fulfil');
    await page.check('[name=outcome][value=fulfilled]');
    expect(await press(send('fulfil'))).toBe(200);
    expect(await page.textContent('#notice')).toBe('The request is answered.');
    expect(await page.textContent('section:has(#progress)')).toContain('Zendesk');
    await typeIn(staff, 'rectification', { email, identity: 'case 4716', 'corrections.name': 'Kari Berg' });
    await eventually(async () => {
      await page.reload();
      expect(await page.textContent('.before-after del')).toBe('Kari Hansen');
    });
  });

  test('that was shown to staff is done at once', async () => {
    const staff = await signIn(product, browser, { role: 'case-worker' });
    const email = await someone();
    await typeIn(staff, 'access', { email, identity: 'case 4712' });
    await eventually(async () => {
      await staff.page.reload();
      expect(await staff.page.textContent('main')).toContain('Can be fetched on the person’s page');
    });
    expect(await offered(staff.page)).toEqual([]);
  });

  test('stands in the list by its last day, and among those overdue when it is over', async () => {
    const staff = await signIn(product, browser, { role: 'case-worker' });
    const { page, open } = staff;
    const receivedOn = today.subtract({ months: 2 }).toString();
    await typeIn(staff, 'portability', { email: await someone(), receivedOn });
    const number = page.url().match(/requests\/(\w{8})/)?.[1] ?? '';
    await open('/ops/requests');
    expect(await page.textContent('tbody tr')).toMatch(/overdue/);
    await open('/ops/requests?show=overdue');
    expect(await page.textContent('tbody')).toContain(number);
    await open('/ops/requests?show=ours');
    expect(await page.textContent('main')).not.toContain(number);
  });
});

describe('what is typed in badly', () => {
  const wrong = (page: Page) => page.locator('p.error').allTextContents();

  test('in a new request is said beside the field, and what is of the person is gone', async () => {
    const { page, open, press } = await signIn(product, browser, { role: 'case-worker' });
    await open('/ops/requests/new');
    expect(await press('form.card button')).toBe(400);
    expect(await wrong(page)).toEqual(['Is missing.']);
    await page.check('[value=erasure]');
    await page.fill('[name=email]', 'kari@example.test');
    await page.fill('[name=phone]', '41 23 45 67');
    await page.fill('[name=identity]', 'kari@example.test called');
    expect(await press('form.card button')).toBe(400);
    expect(await page.title()).toMatch(/^Error: /);
    expect(await wrong(page)).toEqual(['Give either an e-mail address or a phone number.']);
    expect(await page.content()).not.toMatch(/kari@example\.test|41 ?23/);
    expect(await page.isChecked('[value=erasure]')).toBe(true);
    const described = await page.getAttribute('[name=email]', 'aria-describedby');
    expect(await page.textContent(`#${described}`)).toBe((await wrong(page))[0]);
    await page.click('.notice.wrong a');
    expect(await page.locator('[name=email]:focus').count()).toBe(1);
  });

  test('in a correction without a field, and in evidence that names the person', async () => {
    const { page, open, press } = await signIn(product, browser, { role: 'case-worker' });
    await open('/ops/requests/new');
    await page.check('[value=rectification]');
    await page.fill('[name=email]', 'kari@example.test');
    expect(await press('form.card button')).toBe(400);
    expect(await wrong(page)).toEqual(['Fill in at least one of the fields.']);
    await page.check('[value=erasure]');
    await page.fill('[name=phone]', '41 23 45 67');
    await page.fill('[name=identity]', 'called 412 34 567');
    expect(await press('form.card button')).toBe(400);
    expect(await wrong(page)).toEqual([expect.stringMatching(namesThePerson)]);
  });

  const namesThePerson = /^Must not contain the address or number/;

  test('in a decision opens its form again and says why', async () => {
    const staff = await signIn(product, browser, { role: 'case-worker' });
    const { page } = staff;
    const email = await someone();
    const tryOut = async (step: string, fields: Readonly<Record<string, string>>) => {
      await unfold(staff, step);
      const form = page.locator('details[open]');
      for (const [name, value] of Object.entries(fields)) {
        const choice = form.locator(`[name=${name}][value="${value}"]`);
        if ((await choice.count()) === 1) await choice.check();
        else await form.locator(`[name=${name}]`).fill(value);
      }
      expect(await staff.press(send(step))).toBe(400);
      expect(await page.content()).not.toContain('Ring');
      const said = await page.locator('details[open] .error').allTextContents();
      await staff.open(new URL(page.url()).pathname);
      return said;
    };
    await typeIn(staff, 'rectification', { email, 'corrections.name': 'Kari Hansen' });
    expect(await tryOut('verify', {})).toEqual(['Is missing.']);
    expect(await tryOut('verify', { evidence: `Ring ${email}` })).toEqual([
      expect.stringMatching(namesThePerson),
    ]);
    await unfold(staff, 'verify');
    await page.fill('[name=evidence]', 'case 4713');
    await staff.press(send('verify'));
    await eventually(async () => {
      await page.reload();
      expect(await offered(page)).toContain('fulfil');
    });
    expect(await tryOut('extend', {})).toEqual(['Is missing.']);
    expect(await tryOut('refuse', {})).toEqual(['Is missing.']);
    expect(await tryOut('refuse', { ground: 'excessive', note: `Ring ${email}` })).toEqual([
      expect.stringMatching(namesThePerson),
    ]);
    expect(await tryOut('fulfil', {})).toEqual(['Is missing.']);
    expect(await tryOut('fulfil', { outcome: 'partly-fulfilled' })).toEqual(['Is missing.']);
  });
});

test('what has become impossible meanwhile is not done, and the page says so kindly', async () => {
  const staff = await signIn(product, browser, { role: 'case-worker' });
  await typeIn(staff, 'erasure', { email: await someone() });
  const address = new URL(staff.page.url()).pathname;
  const other = await signIn(product, browser, { role: 'case-worker' });
  await other.open(address);
  await unfold(other, 'cancel');
  await other.press(send('cancel'));
  await unfold(staff, 'verify');
  await staff.page.fill('[name=evidence]', 'case 4714');
  expect(await staff.press(send('verify'))).toBe(409);
  expect(await staff.page.textContent('#notice')).toBe(
    'Nothing was done. The request is closed. This is how it stands now.',
  );
  expect(await offered(staff.page)).toEqual([]);
});

test('a number that no request has leads to a page that says so', async () => {
  const { page, open } = await signIn(product, browser, { role: 'case-worker' });
  await open('/ops/requests/0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11');
  expect(await page.textContent('h1')).toBe('There is no such request');
});

test('who may only read sees the list and opens nothing', async () => {
  const { page, open } = await signIn(product, browser, { role: 'reader' });
  await open('/ops/requests');
  expect(await page.locator('main a[href*="/ops/requests/"]').count()).toBe(0);
});

test('an announcement is begun by administrators only, with a box ticked, and shown as it goes', async () => {
  await someone();
  const reader = await signIn(product, browser, { role: 'case-worker' });
  await reader.open('/ops/announcements');
  expect(await reader.page.locator('main button').count()).toBe(0);

  const staff = await signIn(product, browser, { role: 'administrator' });
  const { page, open, press } = staff;
  await open('/ops/announcements');
  const [, about = ''] = (await page.textContent('main'))?.match(/about (\d+) people/) ?? [];
  expect(Number(about)).toBeGreaterThan(0);
  expect(await press('main .card button')).toBe(400);
  expect(await page.locator('p.error').allTextContents()).toEqual(['Is missing.']);
  expect(product.mails().filter(({ subject }) => subject.includes('personvernerklæring'))).toEqual([]);

  await page.check('[name=sure]');
  expect(await press('main .card button')).toBe(200);
  expect(await page.textContent('#notice')).toContain('has been started');
  await eventually(async () => {
    await product.runTimer('announce-policy');
    await page.click('main a[href="/ops/announcements"]');
    await page.waitForSelector('.badge.ok');
  });
  const told = Number(await page.textContent('.stat strong'));
  expect(told).toBeGreaterThan(0);
  expect(told).toBeLessThanOrEqual(people);
});
