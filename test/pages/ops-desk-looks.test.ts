import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageResponse } from '../../functions/http/page-response.ts';
import { recordOfProcessing } from '../../shared/domain/record-of-processing.ts';
import type { OpenedRequest } from '../../shared/domain/request-view.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { announcementsPage } from '../../web/ops/announcements-page.ts';
import { registerPage } from '../../web/ops/register-page.ts';
import { type RequestDeskPage, requestDeskPage } from '../../web/ops/request-desk-page.ts';
import { requestFormPage } from '../../web/ops/request-form-page.ts';
import { requestsPage } from '../../web/ops/requests-page.ts';
import type { Html } from '../../web/page.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type Look, looks, openPage } from './looks.ts';
import { servePage } from './served-pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const staff: StaffMember = { id: 'development-key', roles: ['administrator'], via: 'development-key' };
const frame = (locale: Locale, path: string) => ({ locale, staff, path });

const requestId = '3113262e-e162-4cfe-aa4d-b4430d7d1656';
const received: OpenedRequest = {
  requestId,
  right: 'rectification',
  state: 'received',
  by: 'staff',
  receivedOn: '2026-11-20',
  dueOn: '2026-12-21',
  daysLeft: 29,
  extended: false,
  identity: 'link-out',
  waitsFor: 'person',
  locale: 'nb',
  contact: { email: 'kari.with.a.very.long.address.indeed@subdomain.of.example.test' },
  changes: [{ field: 'name', before: [], after: 'Kari Hansen' }],
  offers: ['verify', 'ask-for-proof', 'refuse', 'cancel'],
};
const shown: OpenedRequest = {
  ...received,
  state: 'extended',
  daysLeft: 3,
  identity: 'shown',
  waitsFor: 'staff',
  about: '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11',
  proofAskedAt: '2026-11-21T10:00:00Z',
  shownBy: { shown: 'staff', at: '2026-11-22T10:00:00Z', evidence: 'case 4711', by: 'development-key' },
  extension: { reason: 'complexity', on: '2026-11-23' },
  toStaff: 'belongs-to-another',
  changes: [
    { field: 'name', before: ['Kari Nordmann', 'K. Nordmann'], after: 'Kari Hansen' },
    { field: 'phone', before: [], after: '+4799887766' },
  ],
  offers: ['fulfil', 'extend', 'refuse', 'cancel'],
  extendableTo: '2027-02-22',
};
const answered: OpenedRequest = {
  ...shown,
  right: 'erasure',
  state: 'partly-fulfilled',
  dueOn: undefined,
  daysLeft: undefined,
  waitsFor: undefined,
  contact: undefined,
  changes: undefined,
  toStaff: undefined,
  package: { endsAt: '2026-12-06T10:00:00Z' },
  progress: [
    { processor: 'zendesk', state: 'exception', since: '2026-11-22T10:00:00Z' },
    { processor: 'goto', state: 'waiting', since: '2026-11-22T10:00:00Z' },
  ],
  answer: { on: '2026-11-23', held: true, grounds: ['hold'], exceptions: ['zendesk'], note: 'Om litt.' },
  offers: [],
};
const entries = [received, { ...shown, daysLeft: -1 }, { ...shown, daysLeft: 0, right: 'access' as const }];

const desk = (locale: Locale, about: Partial<RequestDeskPage> & { readonly request: OpenedRequest }) =>
  requestDeskPage({ ...frame(locale, `/ops/requests/${requestId}`), ...about });
const counts = { told: 1_204_300, withoutAddress: 17, notContacted: 3, askedAgain: 900 };
const version = { ...register.versions[0], asksAgain: ['marketing'] } as const;
const announcements = (locale: Locale, announcement?: 'running' | 'done', wrong = false) =>
  announcementsPage({
    ...frame(locale, '/ops/announcements'),
    versions: [
      {
        version,
        announcement: announcement && {
          state: announcement,
          startedAt: '2026-11-22T10:00:00Z',
          doneAt: announcement === 'done' ? '2026-11-23T10:00:00Z' : undefined,
          counts,
          toTryAgain: announcement === 'done' ? 0 : 2,
          share: announcement === 'done' ? 1 : 0.4567,
        },
      },
    ],
    people: 1_500_000,
    refused: wrong
      ? { policyVersion: version.date, errors: [{ pointer: '/sure', reason: 'missing' }] }
      : undefined,
  });
const record = (locale: Locale) =>
  registerPage({
    ...frame(locale, '/ops/register'),
    record: recordOfProcessing(register),
    today: '2026-11-22',
    call: 'GET /api/ops/record-of-processing',
  });

const pages: Readonly<Record<string, (locale: Locale) => Html>> = {
  'of the record of processing': record,
  'of requests': (locale) =>
    requestsPage({ ...frame(locale, '/ops/requests'), requests: entries, selection: 'all', most: 3 }),
  'that takes in a request': (locale) =>
    requestFormPage({ ...frame(locale, '/ops/requests/new'), today: '2026-11-22' }),
  'that cannot take one in': (locale) =>
    requestFormPage({
      ...frame(locale, '/ops/requests/new'),
      today: '2026-11-22',
      given: { right: 'rectification' },
      errors: [
        { pointer: '/email', reason: 'one-of-email-and-phone' },
        { pointer: '/corrections', reason: 'missing' },
        { pointer: '/receivedOn', reason: 'in-the-future' },
      ],
    }),
  'of a request that came in': (locale) => desk(locale, { request: received, done: 'received' }),
  'of a request that is extended': (locale) =>
    desk(locale, {
      request: shown,
      refused: { step: 'fulfil', errors: [{ pointer: '/ground', reason: 'missing' }], given: {} },
    }),
  'of a request that is answered': (locale) => desk(locale, { request: answered, obstacle: 'closed' }),
  'of a change that is not announced': (locale) => announcements(locale, undefined, true),
  'of an announcement that is running': (locale) => announcements(locale, 'running'),
  'of an announcement that is done': (locale) => announcements(locale, 'done'),
};

describe.each(Object.entries(pages))('the page %s', (_, render) => {
  test.each(looks)('is accessible and fits (%s, %s, %j)', async (...look) => {
    const { page, complaints } = await open(look, render(look[0]));
    expect(await page.getAttribute('html', 'lang')).toBe(look[0]);
    await page.locator('details').evaluateAll((all) => all.forEach((each) => each.setAttribute('open', '')));
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look[2].width);
    expect(await page.content()).not.toMatch(/undefined|\[object|\{\w+\}/);
    expect(complaints).toEqual([]);
  });
});

describe('the record of processing', () => {
  test.each([looks[0], looks[3]])(
    'has every purpose with its legal basis, and every processor (%s)',
    async (...look) => {
      const [locale] = look;
      const { page } = await open(look, record(locale));
      for (const { title, legalBasis } of Object.values(register.purposes)) {
        const row = page.locator('tr', { has: page.locator('th', { hasText: title[locale] }) }).first();
        const inNorwegian = legalBasis.replace(/Art. 6\(1\)\((.)\)/, 'art. 6 nr. 1 bokstav $1');
        expect(await row.textContent()).toContain(locale === 'nb' ? inNorwegian : legalBasis);
      }
      const transfers = await page.textContent('section:has(#transfers)');
      for (const { name } of Object.values(register.processors)) expect(transfers).toContain(name);
    },
  );

  test('prints whole, on sheets that lie, without what is only to press', async () => {
    const { page } = await open(looks[3], record('en'));
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const sheets = [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    expect(sheets.length).toBeGreaterThan(1);
    for (const [, width, height] of sheets) expect(Number(width)).toBeGreaterThan(Number(height));
    // As wide as an A4 sheet that lies, without its margins.
    await page.setViewportSize({ width: 1000, height: 700 });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('nav, button, .skip').filter({ visible: true }).count()).toBe(0);
    const cut = await page
      .locator('.scroll')
      .evaluateAll((all) => all.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length);
    expect(cut).toBe(0);
  });
});

test.each([
  [-3, 'late', '3 days overdue'],
  [-1, 'late', '1 day overdue'],
  [0, 'warn', 'today'],
  [1, 'warn', '1 day left'],
  [7, 'warn', '7 days left'],
  [8, 'quiet', '8 days left'],
])('%i days before the last day, the list says so in a badge', async (daysLeft, kind, words) => {
  const requests = [{ ...received, daysLeft }];
  const frameOf = frame('en', '/ops/requests');
  const { page } = await open(looks[3], requestsPage({ ...frameOf, requests, selection: 'all', most: 500 }));
  const badge = page.locator('tbody td .badge').first();
  expect(await badge.textContent()).toBe(words);
  expect(await badge.getAttribute('class')).toBe(`badge ${kind}`);
});

test('of a request whose identity is not shown, what is held of the person is not shown either', async () => {
  const request = { ...received, changes: shown.changes };
  const { page } = await open(looks[3], desk('en', { request }));
  expect(await page.locator('del').count()).toBe(0);
  expect(await page.locator('ins').allTextContents()).toEqual(['Kari Hansen', '+4799887766']);
});

test('a form that cannot be taken is open, and the others are closed', async () => {
  const refused = { step: 'refuse', errors: [{ pointer: '/ground', reason: 'missing' }] } as const;
  const { page } = await open(looks[3], desk('en', { request: shown, refused }));
  expect(await page.locator('details[open] summary').allTextContents()).toEqual(['Refuse']);
});

async function open(
  look: Look,
  shownPage: Html,
): Promise<{ readonly page: Page; readonly complaints: readonly string[] }> {
  const { url } = await servePage(await pageResponse(200, shownPage));
  const opened = await openPage(browser, look);
  await opened.page.goto(url);
  return opened;
}
