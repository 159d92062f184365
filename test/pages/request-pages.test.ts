import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageResponse } from '../../functions/http/page-response.ts';
import type { RequestView } from '../../shared/domain/request-view.ts';
import { type Locale, locales } from '../../shared/policy/register.ts';
import { rightNames } from '../../shared/policy/rights.ts';
import type { Html } from '../../web/page.ts';
import { type RequestPage, requestPage } from '../../web/request-page.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type Look, looks, openPage } from './looks.ts';
import { servePage } from './served-pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const action = '/page';

function pageOf(view: Partial<RequestView>, about: Omit<RequestPage, 'view' | 'action'> = {}) {
  const common = {
    right: 'access',
    state: 'received',
    locale: 'nb',
    receivedOn: '2026-11-22',
    dueOn: '2026-12-22',
    step: 'confirm',
    canCancel: false,
  } as const;
  return requestPage({ view: { ...common, ...view }, action, ...about });
}

const since = '2026-11-21T23:30:00Z';
const progress = [
  { processor: 'azure-monitor', state: 'done', since },
  { processor: 'zendesk', state: 'waiting', since },
  { processor: 'goto', state: 'exception', since },
  { processor: 'teamviewer', state: 'nothing-held', since },
] as const;
const answer = { on: '2026-11-23', held: true, grounds: [], exceptions: [] } as const;

const confirming = { step: 'confirm', state: 'received' } as const;
const correcting = {
  right: 'rectification',
  state: 'verified',
  step: 'correct',
  canCancel: true,
  changes: [
    { field: 'name', before: ['Kari Nordman', 'K. Nordman'], after: 'Kari Nordmann' },
    { field: 'phone', before: [], after: '+4722222222' },
  ],
} as const;
const waiting = { step: 'wait', state: 'in-progress', canCancel: true } as const;
const erasing = { ...waiting, right: 'erasure', state: 'extended', canCancel: false, progress } as const;
const fetching = {
  step: 'read',
  state: 'fulfilled',
  dueOn: undefined,
  package: { endsAt: '2026-12-07T23:30:00Z' },
  answer,
} as const;
const partly = {
  right: 'erasure',
  step: 'read',
  state: 'partly-fulfilled',
  dueOn: undefined,
  progress,
  answer: { ...answer, grounds: ['retention-duty', 'hold'], exceptions: ['goto'], note: 'Spør gjerne.' },
} as const;
const packageLinks = { page: '/package.html', file: '/package.json' };

const pages: Readonly<Record<string, (locale: Locale) => Html>> = {
  'that asks to confirm an access': (locale) => pageOf({ ...confirming, locale }),
  'that asks to confirm an erasure': (locale) => pageOf({ ...confirming, right: 'erasure', locale }),
  'that shows what would be corrected': (locale) =>
    pageOf({ ...correcting, locale }, { notice: 'confirmed' }),
  'of a request that is being worked on': (locale) => pageOf({ ...waiting, locale }),
  'of an erasure that takes longer': (locale) => pageOf({ ...erasing, locale }, { notice: 'not-possible' }),
  'with a package to fetch': (locale) => pageOf({ ...fetching, locale }, { packageLinks }),
  'of an erasure with exceptions': (locale) => pageOf({ ...partly, locale }),
  'of a request that was taken back': (locale) =>
    pageOf({ step: 'read', state: 'cancelled', dueOn: undefined, locale }, { notice: 'cancelled' }),
};

describe.each(Object.entries(pages))('the page %s', (_, render) => {
  test.each(looks)('is accessible and fits (%s, %s, %j)', async (...look) => {
    const { page, complaints } = await open(render(look[0]), look);
    expect(await page.getAttribute('html', 'lang')).toBe(look[0]);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look[2].width);
    expect(complaints).toEqual([]);
  });

  test.each(locales)('is complete, and for nobody else to find (%s)', async (locale) => {
    const { page } = await open(render(locale));
    expect(await page.locator('main').innerText()).not.toMatch(/[{}]|undefined|\[object/);
    expect(await page.getAttribute('meta[name=robots]', 'content')).toBe('noindex');
    expect(await page.locator('h1').count()).toBe(1);
    expect(await page.title()).toContain(await page.locator('h1').innerText());
  });
});

describe('confirming', () => {
  test.each(rightNames)('is one button, which posts one act: %s', async (right) => {
    const { page, posts } = await open(pageOf({ ...confirming, right }));
    expect(await page.locator('button').count()).toBe(1);
    await press(page, 'button');
    expect(posts).toEqual(['action=confirm']);
  });

  test('says by when there is an answer', async () => {
    const { page } = await open(pageOf(confirming));
    expect(await page.locator('main').innerText()).toContain('senest 22. desember 2026');
  });

  test('of an erasure says what goes, what stays, and that it is final', async () => {
    const { page } = await open(pageOf({ ...confirming, right: 'erasure' }));
    expect(await page.locator('h3').allTextContents()).toEqual(['Dette slettes', 'Dette blir']);
    expect(await page.locator('.card strong').innerText()).toBe('Det kan ikke gjøres om.');
    expect(await page.locator('.card').last().innerText()).toContain('3 måneder etter at avtalen er slutt');
  });
});

describe('a correction', () => {
  test('shows what is there and what it becomes', async () => {
    const { page } = await open(pageOf(correcting));
    const [name, phone] = await page.locator('.before-after > div').all();
    expect(await name?.locator('del').allTextContents()).toEqual(['Nå: Kari Nordman', 'Nå: K. Nordman']);
    expect(await name?.locator('ins').textContent()).toBe('Blir: Kari Nordmann');
    expect(await phone?.locator('ins').count()).toBe(0);
    expect(await phone?.innerText()).toContain('Dette har vi ikke');
  });

  test.each(['correct', 'cancel'])('posts one act: %s', async (act) => {
    const { page, posts } = await open(pageOf(correcting));
    await press(page, `button[value=${act}]`);
    expect(posts).toEqual([`action=${act}`]);
  });
});

describe('waiting', () => {
  test('shows where it stands, and when the answer is due', async () => {
    const { page } = await open(pageOf(waiting));
    expect(await page.locator('.timeline .done').allInnerTexts()).toEqual([
      expect.stringMatching(/^Mottatt\s+22\. november 2026$/),
      'Bekreftet',
    ]);
    expect(await page.locator('.timeline .now').innerText()).toBe('Under arbeid');
    expect(await page.locator('.timeline').innerText()).toContain('senest 22. desember 2026');
  });

  test('can be ended as long as nothing is done, and not after', async () => {
    const { page } = await open(pageOf(waiting));
    expect(await page.locator('button').allTextContents()).toEqual(['Trekk forespørselen']);
    const { page: later } = await open(pageOf(erasing));
    expect(await later.locator('button').count()).toBe(0);
  });

  test('shows what each processor answered, by the Norwegian calendar', async () => {
    const { page } = await open(pageOf(erasing));
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
      'Microsoft Azure\tgjort\t22. november 2026',
      'Zendesk\tventer på svar\t22. november 2026',
      'LogMeIn (GoToWebinar)\tnoe blir værende\t22. november 2026',
      'TeamViewer\thadde ingenting\t22. november 2026',
    ]);
  });
});

describe('the answer', () => {
  test('has the package as a page and as a file, with the day until it can be fetched', async () => {
    const { page } = await open(pageOf(fetching, { packageLinks }));
    const links = page.locator('section[aria-labelledby=fetch] a');
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual([
      packageLinks.page,
      packageLinks.file,
    ]);
    expect(await page.locator('section[aria-labelledby=fetch]').innerText()).toContain('8. desember 2026');
  });

  test('has no links when the package is over', async () => {
    const { package: _, ...over } = fetching;
    const { page } = await open(pageOf(over));
    expect(await page.locator('section[aria-labelledby=fetch]').count()).toBe(0);
  });

  test('names each ground with its article, who keeps something, and where to complain', async () => {
    const { page } = await open(pageOf(partly));
    const main = await page.locator('main').innerText();
    expect(main).toContain('art. 17 nr. 3 bokstav b');
    expect(main).toContain('LogMeIn (GoToWebinar).');
    expect(main).toContain('Spør gjerne.');
    expect(main).not.toContain('rad P');
    expect(await page.locator('section[aria-labelledby=disagree] a').allTextContents()).toEqual([
      'privacy@mworker.no',
      'Datatilsynet',
    ]);
  });

  test.each(rightNames)('of which nothing was held says so: %s', async (right) => {
    const { page } = await open(pageOf({ ...fetching, right, answer: { ...answer, held: false } }));
    expect(await page.locator('.lead').innerText()).toMatch(
      right === 'objection'
        ? /^Vi har ingen opplysninger .* Vi husker likevel at du protesterer\.$/
        : /^Vi har ingen opplysninger som hører til adressen eller nummeret du skrev\.$/,
    );
  });

  test('differs by what was done', async () => {
    const ends = [
      ...rightNames.map((right) => ({ right, state: 'fulfilled' as const })),
      ...(['partly-fulfilled', 'refused', 'expired', 'cancelled'] as const).map((state) => ({ state })),
    ];
    const leads = await Promise.all(
      ends.map(async (end) => {
        const { page } = await open(pageOf({ ...fetching, ...end }));
        return page.locator('.lead').innerText();
      }),
    );
    expect(new Set(leads).size).toBe(ends.length);
  });
});

test('what was just done is said first, and has the focus', async () => {
  const { page } = await open(pageOf(waiting, { notice: 'confirmed' }));
  await page.waitForFunction("document.activeElement?.textContent?.startsWith('Takk, du har bekreftet.')");
});

type Opened = Awaited<ReturnType<typeof openPage>>['page'];

/** Opens a page as the product answers with it. */
async function open(html: Html, look: Look = looks[0]) {
  const { url, posts } = await servePage(await pageResponse(200, html));
  const { page, complaints } = await openPage(browser, look);
  await page.goto(url);
  return { page, posts, complaints };
}

async function press(page: Opened, button: string): Promise<void> {
  await Promise.all([page.waitForRequest((request) => request.method() === 'POST'), page.click(button)]);
  await page.waitForLoadState();
}
