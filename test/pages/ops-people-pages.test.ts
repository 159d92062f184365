import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, type Product, startProduct } from '../journeys/product.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type Look, looks } from './looks.ts';
import {
  disclosure,
  fieldOf,
  fillInDisclosure,
  inWords,
  lookUp,
  type PeopleDesk,
  peopleDesk,
  send,
  today,
  unfold,
} from './people-desk.ts';
import { type SignedIn, signIn } from './signed-in.ts';

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

async function expectGood({ page, complaints }: SignedIn, [locale, , { width }]: Look): Promise<void> {
  await page.locator('details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
  expect(await findingsOfAxe(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  expect(await page.getAttribute('html', 'lang')).toBe(locale);
  // A form with errors is answered with 400, which the browser notes.
  expect(complaints.filter((each) => !each.includes('400 (Bad Request)'))).toEqual([]);
}

test.each(looks)(
  'every page is accessible and fits, with errors and without (%s, %s, %j)',
  async (...look) => {
    const { email } = await desk.somebodyWithAFullFile();
    const staff = await desk.caseWorker(look);
    await lookUp(staff, email);
    expect(await staff.page.locator('#file-1').count()).toBe(1);
    await expectGood(staff, look);
    for (const path of ['/ops/people', '/ops/registrations', '/ops/holds', '/ops/disclosures']) {
      await staff.open(path);
      await expectGood(staff, look);
      expect(await staff.press(send(path))).toBe(400);
      await expectGood(staff, look);
    }
  },
);

describe('a lookup', () => {
  test('shows what is held and until when, who asked and who looked, and never what the data says', async () => {
    const { email, subjectId } = await desk.somebodyWithAFullFile();
    const staff = await desk.caseWorker();
    const { page } = staff;
    await lookUp(staff, email);
    const parts = await page.locator('h3').allTextContents();
    expect(parts).toEqual(
      expect.arrayContaining([
        'What is held, and until when',
        'Holds',
        'Requests',
        'Erasures',
        'Corrections',
        'Disclosures to authorities',
        'Who has looked',
      ]),
    );
    const text = (await page.textContent('main')) ?? '';
    expect(text).toContain(subjectId);
    expect(text).toContain(`submitted ${inWords(today)}`);
    expect(text).toContain(inWords(today.add({ years: 5 })));
    expect(text).toContain('Name, company, e-mail');
    for (const words of [
      'not to be used',
      'stopped by a hold',
      'Oslo tingrett',
      'because the consent was withdrawn',
    ]) {
      expect(text).toContain(words);
    }
    expect(await page.content()).not.toMatch(/Nordmann|Eksempel|person\d+@/);
    expect(page.url()).toMatch(/\/ops\/people$/);
  });

  test('is recorded, with who looked; to load the page again is one more', async () => {
    const { email, subjectId } = await desk.someone();
    const staff = await desk.caseWorker();
    await lookUp(staff, email);
    const lookers = () => staff.page.locator('section:has(> #file-1-lookups) tbody tr td').allTextContents();
    expect((await lookers()).slice(0, 2)).toEqual(['you', 'a system with a function key']);
    await staff.page.reload();
    expect((await lookers()).slice(0, 2)).toEqual(['you', 'you']);
    await eventually(() => {
      const looked = product
        .told(subjectId, { lookups: true })
        .map(({ data }) => ('by' in data ? data.by : ''));
      expect(looked.filter((by) => by === 'development-key')).toHaveLength(2);
    });
  });

  test('of nobody says so', async () => {
    const staff = await desk.caseWorker();
    await lookUp(staff, 'nobody-at-all@example.test');
    expect(await staff.page.textContent('#notice')).toContain('We hold nothing of anybody with this');
    expect(await staff.page.content()).not.toContain('nobody-at-all');
  });

  test('by a number that several share warns, and shows each', async () => {
    const phone = '41 23 45 67';
    await desk.someone({ phone });
    await desk.someone({ phone });
    const { page, open, press } = await desk.caseWorker();
    await open('/ops/people');
    await page.fill('#lookup-phone', phone);
    expect(await press('form.card button')).toBe(200);
    expect(await page.textContent('#notice')).toContain('leads to 2 people');
    expect(await page.locator('h2').count()).toBe(2);
    expect(await findingsOfAxe(page)).toEqual([]);
  });

  test('by id finds what was done when everything is erased', async () => {
    const { email, subjectId } = await desk.someone();
    await product.post('/api/ops/withdrawals', { email, consent: 'storage' });
    await eventually(async () => expect(await product.lookUp({ email })).toEqual([]));
    const { page, open, press } = await desk.caseWorker();
    await open('/ops/people');
    await page.fill('#lookup-subjectId', subjectId);
    expect(await press('form.card button')).toBe(200);
    expect(await page.textContent('main')).toContain('Nothing of the person is left.');
    expect(await page.locator('section:has(> #file-1-erasures) tbody tr').count()).toBe(4);
    expect(
      await page.locator('main form').evaluateAll((all) => all.map((form) => form.getAttribute('action'))),
    ).toEqual(['/ops/disclosures']);
  });
});

describe('from the file', () => {
  test('a hold is placed, prolonged and released', async () => {
    const { email, subjectId } = await desk.someone();
    const staff = await desk.caseWorker();
    const { page, press } = staff;
    await lookUp(staff, email);
    await unfold(staff, '/ops/holds');
    await page.selectOption('[name=recordId]', { index: 1 });
    await page.fill(fieldOf('/ops/holds', 'reason'), 'a claim, case 4713');
    await page.fill(fieldOf('/ops/holds', 'authority'), 'the district court of Oslo');
    await page.fill(fieldOf('/ops/holds', 'reviewOn'), today.add({ days: 9 }).toString());
    await page.check('[name=restricts]');
    expect(await press(send('/ops/holds'))).toBe(200);
    expect(new URL(page.url()).search).toBe('?done=placed');
    expect(await page.textContent('#notice')).toBe('The hold is placed.');
    const [hold, ...more] = (await product.lookUpSubject(subjectId)).holds;
    expect(more).toEqual([]);
    expect(hold).toMatchObject({
      restricts: true,
      recordId: expect.any(String),
      reason: 'a claim, case 4713',
    });

    const mine = `article:has([value="${hold?.id}"])`;
    expect(await page.textContent(mine)).toContain('a claim, case 4713');
    await page.click(`${mine} summary:has-text("Prolong")`);
    await page.fill(`${mine} [name=reviewOn]`, today.add({ years: 1 }).toString());
    expect(await press(`${mine} ${send('/ops/holds/review')}`)).toBe(200);
    expect(await page.textContent('#notice')).toBe('The hold is prolonged.');
    expect(await page.textContent(`${mine} h3`)).toContain(inWords(today.add({ years: 1 })));

    await page.click(`${mine} summary:has-text("Release")`);
    expect(await press(`${mine} ${send('/ops/holds/release')}`)).toBe(400);
    expect(await page.textContent('#notice')).toContain('Nothing has been done');
    await page.click(`${mine} summary:has-text("Release")`);
    await page.check(`${mine} [name=sure]`);
    expect(await press(`${mine} ${send('/ops/holds/release')}`)).toBe(200);
    expect(await page.textContent('#notice')).toContain('The hold is released.');
    expect((await product.lookUpSubject(subjectId)).holds).toEqual([]);
    await eventually(() => {
      const names = product.told(subjectId).map(({ type }) => type);
      expect(names).toContain('works.contracting.privacy.hold.reviewed.v1');
    });
  });

  test('a disclosure of what is ticked is recorded, and the register leads back to the file', async () => {
    const { email, subjectId } = await desk.someone();
    await product.post('/api/registrations', { channel: 'event', email });
    const staff = await desk.caseWorker();
    const { page, press } = staff;
    await lookUp(staff, email);
    await unfold(staff, '/ops/disclosures');
    await page.locator('[name=records]').first().uncheck();
    await page.check('[name=fields][value=email]');
    await fillInDisclosure(staff);
    expect(await press(send('/ops/disclosures'))).toBe(200);
    expect(await page.textContent('#notice')).toBe('The disclosure is recorded.');
    const response = await product.fetch('/api/ops/disclosures', {
      headers: { 'x-functions-key': product.stack.addresses.functions.key },
    });
    const { disclosures } = (await response.json()) as { disclosures: { subjectId: string }[] };
    expect(disclosures.filter((each) => each.subjectId === subjectId)).toMatchObject([
      { ...disclosure, fields: ['email'], records: [{ kind: 'registration' }] },
    ]);

    expect(await press(`tr:has([value="${subjectId}"]) button`)).toBe(200);
    expect(await page.textContent('#file-1')).toContain(subjectId);
    expect(page.url()).not.toContain(subjectId);
  });

  test('what is wrong is corrected; to correct what is so already changes nothing', async () => {
    const { email } = await desk.someone();
    const staff = await desk.caseWorker();
    const { page, press } = staff;
    for (const done of ['corrected', 'nothing-to-correct']) {
      await lookUp(staff, email);
      await unfold(staff, '/ops/people/corrections');
      await page.fill('[name="corrections.name"]', 'Kari Hansen');
      expect(await press(send('/ops/people/corrections'))).toBe(200);
      expect(new URL(page.url()).search).toBe(`?done=${done}`);
    }
    await lookUp(staff, email);
    expect(await page.locator('section:has(> #file-1-rectifications) h4').allTextContents()).toEqual([
      expect.stringContaining('Name'),
    ]);
  });

  test('a consent is withdrawn when that is said twice', async () => {
    const { email } = await desk.someone();
    const staff = await desk.caseWorker();
    const { page, press } = staff;
    await lookUp(staff, email);
    await unfold(staff, '/ops/people/withdrawals');
    await page.check('[name=consent][value=storage]');
    expect(await press(send('/ops/people/withdrawals'))).toBe(400);
    expect(await page.locator('p.error').allTextContents()).toEqual(['Tick to say that you are sure.']);
    expect(await page.isChecked('[name=consent][value=storage]')).toBe(true);
    await page.check('[name=sure]');
    expect(await press(send('/ops/people/withdrawals'))).toBe(200);
    expect(await page.textContent('#notice')).toContain('The consent is withdrawn');
    await eventually(async () => expect(await product.lookUp({ email })).toEqual([]));
  });
});

describe('a withdrawal by an address', () => {
  const withdraw = async (fields: Readonly<Record<string, string>>, consent: string) => {
    const { page, open, press } = await desk.caseWorker();
    await open('/ops/people');
    for (const [name, value] of Object.entries(fields)) await page.fill(`#withdrawal-${name}`, value);
    await page.check(`[name=consent][value=${consent}]`);
    await page.check('[name=sure]');
    expect(await press(send('/ops/people/withdrawals'))).toBe(200);
    return page.textContent('#notice');
  };

  test('that nobody has is remembered, and says so', async () => {
    expect(await withdraw({ email: 'unknown@example.test' }, 'marketing')).toContain(
      'remembered as unsubscribed',
    );
    expect(await withdraw({ email: 'unknown@example.test' }, 'storage')).toContain(
      'We hold nobody with this',
    );
  });

  test('of a number that several share does nothing', async () => {
    const phone = '42 23 45 67';
    const { email } = await desk.someone({ phone });
    await desk.someone({ phone });
    expect(await withdraw({ phone }, 'storage')).toContain('Nothing was done: ask for the e-mail address');
    expect(await product.lookUp({ email })).not.toEqual([]);
  });
});

describe('a registration by phone', () => {
  test('is kept from the day that is stated, and a wish for Market news waits for the person', async () => {
    const email = 'called@example.test';
    const { page, open, press } = await desk.caseWorker();
    await open('/ops/registrations');
    await page.check('[name=channel][value=phone]');
    await page.fill('[name=submittedOn]', '2025-05-17');
    await page.fill('[name=name]', 'Ola Nordmann');
    await page.fill('[name=email]', email);
    await page.selectOption('[name=locale]', 'en');
    await page.check('[name=marketing]');
    expect(await press(send('/ops/registrations'))).toBe(200);
    expect(await page.textContent('#notice')).toContain('It is registered.');
    const [file] = await product.lookUp({ email });
    expect(file?.records).toMatchObject([
      { channel: 'phone', submittedOn: '2025-05-17', eraseAfter: '2030-05-17T22:00:00Z', locale: 'en' },
    ]);
    expect(file?.consents).toMatchObject([{ state: 'requested' }]);
    await eventually(() => expect(product.mails(email).map(({ subject }) => subject)).toHaveLength(1));
  });

  test('that is sent twice counts once; one that is gone back to and changed is another', async () => {
    const email = 'twice@example.test';
    const { page, open, press } = await desk.caseWorker();
    await open('/ops/registrations');
    const fields = async () => {
      await page.check('[name=channel][value=email]');
      await page.fill('[name=email]', email);
    };
    const formId = await page.inputValue('[name=formId]');
    const sendAs = async (name: string) => {
      await fields();
      await page.fill('[name=name]', name);
      await page.locator('[name=formId]').evaluate((field, id) => field.setAttribute('value', id), formId);
      expect(await press(send('/ops/registrations'))).toBe(200);
    };
    await sendAs('Ola');
    await sendAs('Ola');
    expect((await product.lookUp({ email }))[0]?.records).toHaveLength(1);
    await sendAs('Ola Hansen');
    expect((await product.lookUp({ email }))[0]?.records).toHaveLength(2);
  });
});

test('who may only read sees days and ids of holds and disclosures, and can do nothing there', async () => {
  await desk.somebodyWithAFullFile();
  const { page, open } = await signIn(product, browser, { role: 'reader', look: looks[3] });
  for (const path of ['/ops/holds', '/ops/disclosures']) {
    await open(path);
    expect(await page.locator('main form').count()).toBe(0);
  }
  await open('/ops/holds');
  expect(await page.locator('article').count()).toBeGreaterThan(0);
  expect(await page.textContent('main')).not.toMatch(/4711|district court/);
});

test('the register of disclosures prints whole, without its form', async () => {
  await desk.somebodyWithAFullFile();
  const { page, open } = await desk.caseWorker();
  await open('/ops/disclosures');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('main form, main button').filter({ visible: true }).count()).toBe(0);
  expect(await page.locator('tbody tr').filter({ visible: true }).count()).toBeGreaterThan(0);
});
