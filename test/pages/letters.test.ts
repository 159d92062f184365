import type { Browser } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Letter } from '../../shared/domain/letter.ts';
import { processorReasons } from '../../shared/policy/processor-reasons.ts';
import { locales, register } from '../../shared/policy/register.ts';
import { renderLetter } from '../../web/letters/render-letter.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { looks, openPage } from './looks.ts';
import { servePage } from './served-pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const token = 'q1Hqz0c9TmGdOmyabA86EQ.dVv3k8mFq8R0m6vZ8W7sE2C1n0pLw9Xy5ZtUuIiOoPk';
const unsubscribe = `https://privacy.example.test/unsubscribe/${token}`;
const confirm = `https://privacy.example.test/consents/confirm/${token}`;
const preferences = `https://privacy.example.test/preferences/${token}`;

const confirmation = { letter: 'confirm-marketing', confirm, unsubscribe } as const;
const welcome = { letter: 'welcome-to-marketing', unsubscribe, preferences } as const;
const erased = {
  letter: 'erasure-completed',
  gone: ['zendesk', 'goto'],
  exceptions: [],
  held: false,
} as const;
const erasedButForOne = { ...erased, gone: ['goto'], exceptions: ['zendesk'], held: true } as const;
const task = {
  letter: 'task',
  taskId: '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11.goto',
  notice: 'erasure',
  processor: 'goto',
  because: 'past-webinars',
  dueOn: '2026-11-29',
} as const;

const letters: Readonly<Record<string, Letter>> = {
  'that asks to confirm': confirmation,
  'that welcomes': welcome,
  'that says all is erased': erased,
  'that says what is not erased': erasedButForOne,
  'to staff about a task': task,
};

describe.each(Object.entries(letters))('the letter %s', (_, letter) => {
  test.each(looks)('is accessible and fits (%s, %s, %j)', async (...look) => {
    const [locale, , viewport] = look;
    const { html: body, subject } = await renderLetter(letter, locale);
    const { url } = await servePage({ headers: { 'content-type': 'text/html; charset=utf-8' }, body });
    const { page, complaints } = await openPage(browser, look);
    await page.goto(url);
    expect(await page.title()).toBe(subject);
    expect(await page.getAttribute('html', 'lang')).toBe(locale);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(viewport.width);
    expect(complaints).toEqual([]);
  });

  test.each(locales)('says the same as text and as HTML (%s)', async (locale) => {
    const { text, html } = await renderLetter(letter, locale);
    const { page } = await openPage(browser, looks[0]);
    await page.setContent(html);
    const shown = await page.locator('main').innerText();
    const links = await page.locator('a').evaluateAll((all) => all.map((link) => link.getAttribute('href')));
    expect(wordsOf(text).filter((word) => !wordsOf(shown).includes(word) && !links.includes(word))).toEqual(
      [],
    );
  });

  test.each(locales)(
    'follows nobody: no image, nothing from elsewhere, no blank left open (%s)',
    async (locale) => {
      const { text, html } = await renderLetter(letter, locale);
      expect(html).not.toMatch(/<(img|script|link|iframe)\b|url\(|@import/);
      expect(text + html.replace(/<style>.*<\/style>/s, '')).not.toMatch(/[{}]|undefined|\[object/);
    },
  );
});

describe('the letter that asks to confirm', () => {
  test('ends by itself after the days that the register says', async () => {
    const { days } = Temporal.Duration.from(register.retention.unconfirmedConsent.period);
    expect((await renderLetter(confirmation, 'nb')).text).toContain(`etter ${days} dager`);
    expect((await renderLetter(confirmation, 'en')).text).toContain(`after ${days} days`);
  });

  test('has two links, each on a line of its own: to confirm, and to say no', async () => {
    const { text } = await renderLetter(confirmation, 'nb');
    expect(text.split('\n').filter((line) => line.includes('http'))).toEqual([confirm, unsubscribe]);
  });
});

test.each(locales)('the letter that welcomes ends with the way out (%s)', async (locale) => {
  const { text } = await renderLetter(welcome, locale);
  const [body = '', foot = ''] = text.split('———');
  expect(body).toContain(preferences);
  expect(body).toContain(register.contacts.help);
  expect(foot).toContain(unsubscribe);
});

describe('the letter that says what was erased', () => {
  test('names each processor that was asked and has nothing, and no other', async () => {
    const { text } = await renderLetter(erased, 'nb');
    expect(itemsOf(text)).toEqual(['Zendesk', 'LogMeIn (GoToWebinar)']);
    expect(text).not.toContain(register.controller.authority);
    expect(text).not.toContain('må vi beholde');
  });

  test('names an exception apart, with the right to complain', async () => {
    const { subject, text } = await renderLetter(erasedButForOne, 'nb');
    const [done = '', notDone = ''] = text.split('Her er ikke alt slettet:');
    expect(subject).toContain('med unntak');
    expect(itemsOf(done)).toEqual(['LogMeIn (GoToWebinar)']);
    expect(itemsOf(notDone)).toEqual(['Zendesk']);
    expect(notDone).toContain(register.controller.authority);
  });

  test('says that something must stay for now, if a hold keeps it', async () => {
    const { text } = await renderLetter(erasedButForOne, 'nb');
    expect(text).toContain('må vi beholde for nå');
  });
});

test('the letter to staff says what to do, by when, and how to answer', async () => {
  const { subject, text } = await renderLetter(task, 'nb');
  expect(subject).toBe('Oppgave: sletting hos LogMeIn (GoToWebinar), frist 29. november 2026');
  expect(text).toContain(processorReasons['past-webinars'].nb);
  expect(text).toContain(`GET /api/ops/tasks/${task.taskId}\n`);
  expect(text).toContain(`POST /api/ops/tasks/${task.taskId}/answer\n`);
});

function wordsOf(text: string): readonly string[] {
  return text
    .split(/\s+/)
    .map((word) => word.replace(/:$/, ''))
    .filter((word) => /\w/.test(word));
}

function itemsOf(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('* '))
    .map((line) => line.slice(2));
}
