import type { Browser } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Letter } from '../../shared/domain/letter.ts';
import { processorReasons } from '../../shared/policy/processor-reasons.ts';
import { locales, register } from '../../shared/policy/register.ts';
import { refusalGrounds } from '../../shared/policy/rights.ts';
import { renderLetter } from '../../web/letters/render-letter.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { looks, openPage } from './looks.ts';
import {
  accepted,
  answered,
  answeredInPart,
  confirmRequest,
  proofAsked,
  refused,
  requestDue,
  requestLetters,
} from './request-letters.ts';
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
const policyVersion = register.versions[0].date;
const confirmationAgain = { ...confirmation, policyVersion } as const;
const announced = {
  letter: 'policy-announced',
  policyVersion,
  page: 'https://privacy.example.test/privacy/versions?locale=nb',
  asksAgain: false,
} as const;
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
  page: 'https://privacy.example.test/ops/tasks/0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11.goto',
  notice: 'erasure',
  processor: 'goto',
  because: 'past-webinars',
  dueOn: '2026-11-29',
} as const;

const letters: Readonly<Record<string, Letter>> = {
  'that asks to confirm': confirmation,
  'that asks to confirm again': confirmationAgain,
  'that welcomes': welcome,
  'that announces a change of the policy': announced,
  'that announces one that asks again': { ...announced, asksAgain: true },
  'that says all is erased': erased,
  'that says what is not erased': erasedButForOne,
  'to staff about a task': task,
  ...requestLetters,
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

describe('the letter that announces a change of the policy', () => {
  test.each(locales)('says from when, what changes, and where to read it (%s)', async (locale) => {
    const { subject, text } = await renderLetter(announced, locale);
    const [{ summary }] = register.versions;
    expect(subject).toMatch(/19\.? februar|19 February/);
    for (const words of [summary[locale], announced.page, register.contacts.rights]) {
      expect(text).toContain(words);
    }
    expect(text).not.toMatch(/unsubscribe|Meld deg av/);
  });

  test.each(locales)('says that a question comes, where one does (%s)', async (locale) => {
    const without = (await renderLetter(announced, locale)).text;
    const withQuestion = (await renderLetter({ ...announced, asksAgain: true }, locale)).text;
    const more = withQuestion.split('\n').filter((line) => !without.includes(line));
    expect(more).toHaveLength(1);
    expect(more[0]).toMatch(/Markedsnyheter|Market news/);
  });

  test.each(locales)(
    'and the question says why it is asked again, and how to say no (%s)',
    async (locale) => {
      const { subject, text } = await renderLetter(confirmationAgain, locale);
      expect(subject).not.toBe((await renderLetter(confirmation, locale)).subject);
      expect(text).toMatch(/personvernerklæring|privacy policy/);
      expect(text.split('\n').filter((line) => line.includes('http'))).toEqual([confirm, unsubscribe]);
    },
  );
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
  expect(text).toContain(task.page);
});

describe('the letters about a request', () => {
  test('that asks to confirm says how long, has one link, and nothing of what is held', async () => {
    const { subject, text } = await renderLetter(confirmRequest, 'nb');
    expect(subject).toBe('Bekreft forespørselen din om innsyn');
    expect(text).toContain('25. november 2026');
    expect(text.split('\n').filter((line) => line.includes('http'))).toEqual([confirmRequest.page]);
  });

  test.each(locales)('that says that we are on it says what comes, by right (%s)', async (locale) => {
    const erasure = (await renderLetter(accepted, locale)).text;
    const correction = (await renderLetter({ ...accepted, right: 'rectification' }, locale)).text;
    expect(erasure).not.toBe(correction);
    for (const text of [erasure, correction]) expect(text).toMatch(/22\.? (desember|December) 2026/);
  });

  test('that asks for proof wants no papers, and says what happens else', async () => {
    const { text } = await renderLetter(proofAsked, 'en');
    expect(text).toContain(register.contacts.rights);
    expect(text).toContain('Do not send a copy of a passport');
    expect(text).toContain('we close the request and erase what you wrote');
  });

  test('that brings the answer says until when the package can be fetched', async () => {
    const { text } = await renderLetter(answered, 'en');
    expect(text).toContain('Fetch your data');
    expect(text).toContain('until 6 December 2026');
    expect(text).not.toContain(register.controller.authority);
  });

  test('that brings an answer in part gives each ground with its article, and says where to complain', async () => {
    const { text } = await renderLetter(answeredInPart, 'nb');
    const [grounds = '', others = ''] = text.split('Der er det borte:');
    expect(itemsOf(grounds)).toEqual([
      expect.stringContaining(refusalGrounds['active-licence'].nb),
      expect.stringContaining(refusalGrounds.hold.nb),
    ]);
    expect(grounds).toContain('art. 17 nr. 3');
    expect(grounds).not.toContain('rad P');
    expect(itemsOf(others)).toEqual(['LogMeIn (GoToWebinar)', 'Zendesk']);
    expect(text).toContain(register.controller.authority);
  });

  test('that refuses gives the ground and what staff wrote, and where to complain', async () => {
    const { text } = await renderLetter(refused, 'en');
    expect(text).toContain('We cannot do what you asked for.');
    expect(itemsOf(text)).toEqual([expect.stringContaining(refusalGrounds['identity-not-shown'].en)]);
    expect(text).toContain(refused.note);
    expect(text).toContain(register.controller.authority);
  });

  test('that nothing is held does not say that something was done', async () => {
    const { text } = await renderLetter({ ...answered, held: false }, 'en');
    expect(text).toContain('we hold no data about you');
    expect(text).not.toContain('A copy of what we hold');
  });

  test('to staff names the day and the days left, or that it is over', async () => {
    const before = await renderLetter(requestDue, 'nb');
    expect(before.subject).toBe('Forespørsel om retting: svar innen 22. desember 2026');
    expect(before.text).toContain('Dager igjen:\n3');
    const lastDay = await renderLetter({ ...requestDue, daysLeft: 0 }, 'nb');
    expect(lastDay.subject).not.toContain('Over fristen');
    const after = await renderLetter({ ...requestDue, daysLeft: -1 }, 'nb');
    expect(after.subject).toContain('Over fristen');
    expect(after.text).not.toContain('Dager igjen');
    for (const { text } of [before, after]) expect(text).toContain(requestDue.page);
  });
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
