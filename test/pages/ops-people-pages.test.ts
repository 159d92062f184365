import type { Browser } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventually, type Product, startProduct } from '../journeys/product.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type Look, looks } from './looks.ts';
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

interface Person {
  readonly email: string;
  readonly subjectId: string;
}

/** Somebody new who left a registration. */
async function someone(rest: Readonly<Record<string, unknown>> = {}): Promise<Person> {
  people += 1;
  const email = `person${people}@example.test`;
  const input = { channel: 'contact-form', name: 'Kari Nordmann', company: 'Eksempel AS', email, ...rest };
  expect((await product.post('/api/registrations', input)).status).toBe(202);
  const [found] = await product.lookUp({ email });
  return { email, subjectId: found?.subjectId ?? expect.unreachable('nobody is there') };
}

/** Somebody of whom there is something in every part of the file; one is enough. */
function somebodyWithAFullFile(): Promise<Person> {
  full ??= fillFile();
  return full;
}

let full: Promise<Person> | undefined;

async function fillFile(): Promise<Person> {
  const person = await someone({ marketing: true });
  const { email, subjectId } = person;
  const [file] = await product.lookUp({ email });
  const hold = { reason: 'a claim, case 4711', authority: 'the district court', reviewOn: today.toString() };
  const recordId = file?.records[0]?.id;
  await product.post('/api/ops/holds', { subjectId, recordId, restricts: true, ...hold });
  await product.post('/api/ops/disclosures', { subjectId, fields: ['name', 'email'], ...disclosure });
  await product.post('/api/ops/rectifications', { subjectId, corrections: { company: 'Eksempel Drift AS' } });
  await product.post('/api/ops/requests', { right: 'access', email, identity: 'case 4712' });
  await product.post('/api/ops/registrations', { channel: 'phone', email, submittedOn: '2024-02-29' });
  await product.post('/api/ops/withdrawals', { email, consent: 'storage' });
  await eventually(async () => {
    const { erasures } = await product.lookUpSubject(subjectId);
    expect(erasures.map(({ state }) => state)).toContain('held');
  });
  return person;
}

const disclosure = {
  authority: 'Oslo tingrett',
  legalBasis: 'tvisteloven § 26-5',
  reference: '26-123456TVI-TOSL/04',
  disclosedOn: today.toString(),
};

async function caseWorker(look: Look = looks[3]): Promise<SignedIn> {
  return signIn(product, browser, { role: 'case-worker', look });
}

/** Looks somebody up by an address, on the page for it. */
async function lookUp({ page, open, press }: SignedIn, email: string): Promise<void> {
  await open('/ops/people');
  await page.fill('#lookup-email', email);
  expect(await press('form.card button')).toBe(200);
}

/** Opens one of the closed forms. */
async function unfold({ page }: SignedIn, action: string): Promise<void> {
  await page
    .locator('details', { has: page.locator(`form[action="${action}"]`) })
    .first()
    .locator('summary')
    .click();
}

const send = (action: string) => `form[action="${action}"] .actions button`;
const fieldOf = (action: string, name: string) => `form[action="${action}"] [name="${name}"]`;

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
    const { email } = await somebodyWithAFullFile();
    const staff = await caseWorker(look);
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
    const { email, subjectId } = await somebodyWithAFullFile();
    const staff = await caseWorker();
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
    const { email, subjectId } = await someone();
    const staff = await caseWorker();
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
    const staff = await caseWorker();
    await lookUp(staff, 'nobody-at-all@example.test');
    expect(await staff.page.textContent('#notice')).toContain('We hold nothing of anybody with this');
    expect(await staff.page.content()).not.toContain('nobody-at-all');
  });

  test('by a number that several share warns, and shows each', async () => {
    const phone = '41 23 45 67';
    await someone({ phone });
    await someone({ phone });
    const { page, open, press } = await caseWorker();
    await open('/ops/people');
    await page.fill('#lookup-phone', phone);
    expect(await press('form.card button')).toBe(200);
    expect(await page.textContent('#notice')).toContain('leads to 2 people');
    expect(await page.locator('h2').count()).toBe(2);
    expect(await findingsOfAxe(page)).toEqual([]);
  });

  test('by id finds what was done when everything is erased', async () => {
    const { email, subjectId } = await someone();
    await product.post('/api/ops/withdrawals', { email, consent: 'storage' });
    await eventually(async () => expect(await product.lookUp({ email })).toEqual([]));
    const { page, open, press } = await caseWorker();
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
    const { email, subjectId } = await someone();
    const staff = await caseWorker();
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
    const { email, subjectId } = await someone();
    await product.post('/api/registrations', { channel: 'event', email });
    const staff = await caseWorker();
    const { page, press } = staff;
    await lookUp(staff, email);
    await unfold(staff, '/ops/disclosures');
    await page.locator('[name=records]').first().uncheck();
    await page.check('[name=fields][value=email]');
    for (const field of ['authority', 'legalBasis', 'reference'] as const) {
      await page.fill(fieldOf('/ops/disclosures', field), disclosure[field]);
    }
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

  test('with no record ticked, none was handed over', async () => {
    const { email } = await someone();
    const staff = await caseWorker();
    const { page, press } = staff;
    await lookUp(staff, email);
    await unfold(staff, '/ops/disclosures');
    await page.locator('[name=records]').first().uncheck();
    await page.check('[name=fields][value=email]');
    for (const field of ['authority', 'legalBasis', 'reference'] as const) {
      await page.fill(fieldOf('/ops/disclosures', field), disclosure[field]);
    }
    expect(await press(send('/ops/disclosures'))).toBe(400);
    expect(await page.locator('p.error').allTextContents()).toEqual(['Is missing.']);
  });

  test('what is wrong is corrected; to correct what is so already changes nothing', async () => {
    const { email } = await someone();
    const staff = await caseWorker();
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
    const { email } = await someone();
    const staff = await caseWorker();
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
    const { page, open, press } = await caseWorker();
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
    const { email } = await someone({ phone });
    await someone({ phone });
    expect(await withdraw({ phone }, 'storage')).toContain('Nothing was done: ask for the e-mail address');
    expect(await product.lookUp({ email })).not.toEqual([]);
  });
});

describe('a registration by phone', () => {
  test('is kept from the day that is stated, and a wish for Market news waits for the person', async () => {
    const email = 'called@example.test';
    const { page, open, press } = await caseWorker();
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
    const { page, open, press } = await caseWorker();
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
      const { page, open, press } = await caseWorker();
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
    const { email, subjectId } = await someone();
    const staff = await caseWorker();
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

  test('a hold that is gone, or a day that is none, says that nothing was done', async () => {
    const { subjectId } = await someone();
    const hold = { reason: 'a claim', authority: 'a court', reviewOn: today.toString() };
    const { holdId } = (await (await product.post('/api/ops/holds', { subjectId, ...hold })).json()) as {
      holdId: string;
    };
    const { page, open, press } = await caseWorker();
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

test('who may only read sees days and ids of holds and disclosures, and can do nothing there', async () => {
  await somebodyWithAFullFile();
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
  await somebodyWithAFullFile();
  const { page, open } = await caseWorker();
  await open('/ops/disclosures');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('main form, main button').filter({ visible: true }).count()).toBe(0);
  expect(await page.locator('tbody tr').filter({ visible: true }).count()).toBeGreaterThan(0);
});

function inWords(day: Temporal.PlainDate): string {
  return day.toLocaleString('en-GB', { dateStyle: 'long' });
}
