import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageResponse } from '../../functions/http/page-response.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { deadLettersPage } from '../../web/ops/dead-letters-page.ts';
import { durationInWords } from '../../web/ops/duration.ts';
import { closedPage, forbiddenPage, signedOutPage } from '../../web/ops/refused-pages.ts';
import { signInPage } from '../../web/ops/sign-in-page.ts';
import { taskGonePage, taskPage } from '../../web/ops/task-page.ts';
import { tasksPage } from '../../web/ops/tasks-page.ts';
import { todayPage } from '../../web/ops/today-page.ts';
import type { Html } from '../../web/page.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { looks, openPage } from './looks.ts';
import {
  administrator,
  busy,
  deadLetter,
  outlook,
  quiet,
  reader,
  refused,
  task,
  tasks,
} from './ops-examples.ts';
import { servePage } from './served-pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const at = (staff: StaffMember, path: string, locale: Locale) => ({ staff, path, locale });

/** Every page of this part, as it is with much on it and with nothing. */
const pages: Readonly<Record<string, (locale: Locale) => Html | Promise<Html>>> = {
  'today with much to do': (locale) => todayPage({ ...at(administrator, '/ops', locale), today: busy }),
  'today with nothing to do': (locale) => todayPage({ ...at(reader, '/ops', locale), today: quiet }),
  'the tasks': (locale) =>
    tasksPage({
      ...at(administrator, '/ops/tasks', locale),
      today: '2026-11-22',
      tasks,
      most: 2,
      done: 'recorded',
    }),
  'no tasks': (locale) =>
    tasksPage({ ...at(reader, '/ops/tasks', locale), today: '2026-11-22', tasks: [], most: 2 }),
  'a task': (locale) => taskPage({ ...at(administrator, '/ops/tasks/1', locale), today: '2026-11-22', task }),
  'a task whose answer was wrong': (locale) =>
    taskPage({
      ...at(administrator, '/ops/tasks/1', locale),
      today: '2026-11-22',
      task: { ...task, dueOn: undefined, person: { emails: [], phones: [] } },
      errors: [
        { pointer: '/answer', reason: 'not-a-decision' },
        { pointer: '/evidence', reason: 'names-the-person' },
      ],
    }),
  'a task that is gone': (locale) => taskGonePage(at(administrator, '/ops/tasks/1', locale)),
  'dead letters': (locale) =>
    deadLettersPage({
      ...at(administrator, '/ops/dead-letters', locale),
      letters: [deadLetter, refused],
      most: 100,
      done: 'sent',
    }),
  'dead letters of a broker that is away': (locale) =>
    deadLettersPage({ ...at(reader, '/ops/dead-letters', locale), letters: undefined, most: 100 }),
  'signing in': (locale) => signInPage({ locale, to: '/ops' }),
  'signing in with a wrong key': (locale) => signInPage({ locale, to: '/ops', wrong: true }),
  'a role that does not reach': (locale) =>
    forbiddenPage({ ...at(reader, '/ops/people', locale), operation: 'look-up-person' }),
  'a form that came too late': (locale) => signedOutPage({ locale, because: 'signed-out' }),
  'a form from elsewhere': (locale) => signedOutPage({ locale, because: 'from-elsewhere' }),
  'no way to sign in': (locale) => closedPage(locale),
};

/** Light and dark, narrow and wide, in both languages: each once. */
const twoLooks = [looks[0], ['en', 'dark', looks[1][2]]] as const;

describe.each(Object.entries(pages))('%s', (_, render) => {
  test.each(twoLooks)('is accessible, fits and asks nothing of others (%s, %s, %j)', async (...look) => {
    const [locale, , viewport] = look;
    const { page, complaints } = await openPage(browser, look);
    const { url } = await servePage(await pageResponse(200, await render(locale)));
    await page.goto(url);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
    expect(await page.locator('body').innerText()).not.toMatch(/[{}]|undefined|NaN|\[object/);
    expect(complaints).toEqual([]);
  });
});

describe('the chart of what is erased when', () => {
  /** The page of today in a browser. */
  async function opened(today: Parameters<typeof todayPage>[0]['today']) {
    const { page } = await openPage(browser, looks[3]);
    const html = await todayPage({ ...at(administrator, '/ops', 'en'), today });
    const { url } = await servePage(await pageResponse(200, html));
    await page.goto(url);
    return page;
  }

  test('has a bar for each kind of each month that has any, one on the other, each with its own pattern', async () => {
    const page = await opened(busy);
    const bars = page.locator('.chart rect[fill^=url]');
    const months = outlook.filter(({ name }) => name !== 'later');
    const some = months.flatMap(({ counts }) => Object.values(counts).filter((count) => count > 0));
    expect(await bars.count()).toBe(some.length);
    const fills = await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('fill')));
    expect(new Set(fills)).toEqual(
      new Set(['url(#outlook-registration)', 'url(#outlook-licence)', 'url(#outlook-consent)']),
    );
    for (const fill of ['registration', 'licence', 'consent']) {
      expect(await page.locator(`pattern#outlook-${fill}`).count()).toBe(1);
    }
  });

  test('is as high as what it shows: the largest month is the highest bar', async () => {
    const page = await opened({ ...quiet, outlook: [month(1), month(4), month(2)] });
    const heights = await page
      .locator('.chart rect[fill^=url]')
      .evaluateAll((all) => all.map((bar) => Number(bar.getAttribute('height'))));
    const [one = 0, four = 0, two = 0] = heights;
    expect(four / one).toBeCloseTo(4, 1);
    expect(two / one).toBeCloseTo(2, 1);
  });

  test('says what it is to those who do not see it, and the table says the same', async () => {
    const page = await opened(busy);
    const chart = page.locator('.chart svg');
    expect(await chart.getAttribute('role')).toBe('img');
    expect(await page.locator('#outlook-name').innerHTML()).toBe('What is erased when');
    await page.click('summary');
    const rows = page.locator('details tbody tr');
    expect(await rows.count()).toBe(25);
    expect(await rows.nth(1).innerText()).toMatch(/December 2026\s+7\s+1\s+1/);
  });

  test('says in words what comes later, which would dwarf the months', async () => {
    const later = { name: 'later', counts: { registration: 4000, licence: 0, consent: 12 } };
    const page = await opened({ ...quiet, outlook: [month(1), later] });
    expect(await page.locator('.chart rect[fill^=url]').count()).toBe(1);
    const words = 'After these months: registrations 4000, licence contacts 0, consents 12.';
    expect(await page.locator('main').innerText()).toContain(words);
    const none = { registration: 0, licence: 0, consent: 0 };
    const alone = await opened({ ...quiet, outlook: [{ name: '2026-11', counts: none }, later] });
    expect(await alone.locator('.chart').count()).toBe(0);
    expect(await alone.locator('main').innerText()).toContain(words);
  });

  test('is one sentence where there is nothing to erase', async () => {
    const page = await opened(quiet);
    expect(await page.locator('.chart').count()).toBe(0);
    expect(await page.locator('main').innerText()).toContain('There is nothing to erase.');
  });

  test('has no style of its own, which the page’s policy would not let through', async () => {
    const html = String(await todayPage({ ...at(reader, '/ops', 'nb'), today: busy }));
    expect(html.match(/<style/g)).toHaveLength(1);
    expect(html).not.toMatch(/ style="/);
  });
});

describe('the navigation', () => {
  const linksFor = async (staff: StaffMember) => {
    const html = String(await todayPage({ ...at(staff, '/ops', 'en'), today: quiet }));
    return [...html.matchAll(/<li><a href="(\/ops[^"?]*)"/g)].map(([, link]) => link);
  };

  test('has what the role allows', async () => {
    const all = await linksFor(administrator);
    expect(all).toContain('/ops/people');
    expect(await linksFor(reader)).toEqual(
      all.filter((link) => link !== '/ops/people' && link !== '/ops/registrations'),
    );
  });

  test('says who is signed in, and lets them out', async () => {
    const byKey = String(await todayPage({ ...at(administrator, '/ops', 'en'), today: quiet }));
    expect(byKey).toContain('action="/ops/sign-out"');
    const byEntra = String(await todayPage({ ...at(reader, '/ops', 'en'), today: quiet }));
    expect(byEntra).toContain('Åse Øst (reader)');
    expect(byEntra).toContain('/.auth/logout');
  });

  test('leaves out what somebody else may do', async () => {
    const page = String(
      await deadLettersPage({ ...at(reader, '/ops/dead-letters', 'en'), letters: [deadLetter], most: 100 }),
    );
    expect(page).not.toContain('<form');
    const list = String(
      await tasksPage({ ...at(reader, '/ops/tasks', 'en'), today: '2026-11-22', tasks, most: 9 }),
    );
    expect(list).not.toContain(`/ops/tasks/${task.taskId}`);
  });
});

test.each([
  [0, '0 s'],
  [59, '59 s'],
  [60, '1 min'],
  [3_661, '1 t 1 min'],
  [86_400, '1 d'],
  [93_784, '1 d 2 t'],
])('%i seconds are said as %s', (seconds, words) => {
  expect(durationInWords(seconds, 'nb')).toBe(words);
});

function month(count: number) {
  return { name: `2027-0${count}`, counts: { registration: count, licence: 0, consent: 0 } };
}
