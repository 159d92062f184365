import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { register } from '../../shared/policy/register.ts';
import { launchBrowser } from '../pages/browser.ts';
import { type CookieSite, startCookieSite } from './cookie-site.ts';
import {
  button,
  choicesWhile,
  chosen,
  question,
  saysGpc,
  shown,
  type Visit,
  visitSite,
  wasFollowed,
  withGpc,
} from './cookie-visitor.ts';
import { eventually, json, nameOf, type ProblemBody, type Product, startProduct } from './product.ts';

let product: Product;
let site: CookieSite;
let browser: Browser;
beforeAll(async () => {
  [site, browser] = await Promise.all([startCookieSite(), launchBrowser()]);
  product = await startProduct({ settings: { REDIRECT_ORIGINS: site.origin } });
  site.scriptFrom = product.stack.addresses.functions.url;
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await product.stop();
});

const policyVersion = register.versions[0].date;
const refused = { analytics: false, marketing: false };
const accepted = { analytics: true, marketing: true };

const storedWhile = (work: () => Promise<unknown>, count = 1) => choicesWhile(product, work, count);
const visit = (locale: 'nb' | 'en', options: BrowserContextOptions = {}) =>
  visitSite({ browser, site, locale, options });

const choose = (body: string | URLSearchParams, headers: Record<string, string> = {}) =>
  product.fetch('/api/cookie-choices', { method: 'POST', body, headers });
const chooseJson = (body: object, headers: Record<string, string> = {}) =>
  choose(JSON.stringify({ policyVersion, ...body }), { 'content-type': 'application/json', ...headers });

describe('a choice of cookies', () => {
  test.each([
    ['as JSON', () => chooseJson({ choices: { analytics: true, marketing: false } })],
    ['as a form', () => choose(new URLSearchParams({ policyVersion, analytics: 'on' }))],
  ])('is recorded %s, with nothing of who chose', async (_, post) => {
    const [choice] = await storedWhile(async () => {
      const response = await post();
      expect(response.status).toBe(201);
      expect(await json(response)).toEqual({
        choiceId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        choices: { analytics: true, marketing: false },
        source: 'visitor',
      });
    });
    const own = Object.keys(choice ?? {}).filter((name) => !name.startsWith('_'));
    expect(own.toSorted()).toEqual(['choices', 'gpc', 'id', 'on', 'policyVersion', 'source', 'ttl']);
  });

  test.each([
    ['a choice without a word of it', { choices: accepted }, refused, 'gpc'],
    ['no choice', {}, refused, 'gpc'],
    ['a choice made knowing of it', { choices: accepted, overridesGpc: true }, accepted, 'visitor'],
  ])('with Sec-GPC: 1 and %s', async (_, body, choices, source) => {
    const [choice] = await storedWhile(async () => {
      const response = await chooseJson(body, { 'sec-gpc': '1' });
      expect(await json(response)).toMatchObject({ choices, source });
    });
    expect(choice).toMatchObject({ choices, source, gpc: true });
  });

  test.each([
    ['0', 'visitor'],
    ['true', 'visitor'],
    ['11', 'visitor'],
    ['', 'visitor'],
    ['0, 1', 'gpc'],
  ])('with Sec-GPC: %j is the word of the %s', async (value, source) => {
    const response = await chooseJson({ choices: accepted }, { 'sec-gpc': value });
    expect(await json(response)).toMatchObject({ source });
  });

  test('is refused with a reason when it says no choice', async () => {
    const response = await chooseJson({ choices: { analytics: true } });
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    const { errors } = await json<ProblemBody>(response);
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/choices/marketing']);
  });

  test('may be posted and read by our sites alone', async () => {
    const ask = (origin: string) =>
      product.fetch('/api/cookie-choices', { method: 'OPTIONS', headers: { origin } });
    const allowed = await ask(site.origin);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(site.origin);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type');
    const [first] = register.controller.sites;
    expect((await ask(first)).headers.get('access-control-allow-origin')).toBe(first);
    const { headers } = await ask('https://elsewhere.example');
    expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([null, 'Origin']);
    const problem = await chooseJson({}, { origin: site.origin });
    expect(problem.headers.get('access-control-allow-origin')).toBe(site.origin);
  });
});

test('we say that we honour Global Privacy Control, and what we promise, to any page', async () => {
  const support = await product.fetch('/.well-known/gpc.json');
  expect(support.headers.get('content-type')).toBe('application/json');
  expect(await json(support)).toEqual({ gpc: true, lastUpdate: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
  const policy = await product.fetch('/api/policy');
  expect(policy.headers.get('access-control-allow-origin')).toBe('*');
});

test('what a site includes is kept for an hour, and asked for again by its ETag', async () => {
  for (const [file, type] of [
    ['/cookie-choice.js', 'text/javascript'],
    ['/cookie-choice.css', 'text/css'],
  ] as const) {
    const whole = await product.fetch(file);
    expect(whole.headers.get('content-type')).toContain(type);
    expect(whole.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(whole.headers.get('access-control-allow-origin')).toBe('*');
    expect(whole.headers.get('x-content-type-options')).toBe('nosniff');
    const etag = whole.headers.get('etag') ?? '';
    const again = await product.fetch(file, { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  }
});

describe('a visitor of a site that includes the script', () => {
  test.each([
    ['nb', 'Får vi bruke informasjonskapsler?'],
    ['en', 'May we use cookies?'],
  ] as const)(
    'is asked in the language of the page, and nothing is set before (%s)',
    async (locale, title) => {
      const visitor = await visit(locale);
      await shown(visitor.page, question);
      expect(await visitor.page.textContent('#cm__title')).toBe(title);
      expect(await visitor.findings()).toEqual([]);
      expect(await visitor.kept()).toEqual([]);
      expect(await wasFollowed(visitor)).toBe(false);
      expect(visitor.complaints).toEqual([]);
    },
  );

  test('refuses with one press, as easily as accepting, and is not asked again', async () => {
    const visitor = await visit('nb');
    const { page, complaints } = visitor;
    await shown(page, question);
    const [yes, no] = await Promise.all([
      page.locator(button('all')).boundingBox(),
      page.locator(button('necessary')).boundingBox(),
    ]);
    expect([no?.width, no?.height]).toEqual([yes?.width, yes?.height]);
    const [choice] = await storedWhile(() => page.click(button('necessary')));
    expect(choice).toMatchObject({ choices: refused, source: 'visitor', gpc: false, policyVersion });
    await page.reload();
    await chosen(page);
    expect(await page.locator(question).count()).toBe(0);
    expect(await visitor.kept()).toEqual(['cookie-choice']);
    expect(await wasFollowed(visitor)).toBe(false);
    expect(complaints).toEqual([]);
  });

  test('accepts, and only then the script that was held back runs; a change of mind takes its cookies away', async () => {
    const visitor = await visit('en');
    const { page, complaints } = visitor;
    await shown(page, question);
    const [yes] = await storedWhile(() => page.click(button('all')));
    expect(yes).toMatchObject({ choices: accepted, source: 'visitor' });
    await eventually(async () => expect(await wasFollowed(visitor)).toBe(true));
    expect(await visitor.kept()).toContain('_ga');

    await page.click('main button');
    await shown(page, '#cc-main .pm');
    for (const title of await page.locator('.pm__section-title[aria-expanded]').all()) await title.click();
    await page.waitForTimeout(400);
    expect(await visitor.findings()).toEqual([]);
    const [no] = await storedWhile(() => page.click('#cc-main .pm [data-role=necessary]'));
    expect(no).toMatchObject({ choices: refused });
    expect(await visitor.kept()).toEqual(['cookie-choice']);
    expect(complaints).toEqual([]);
  });

  test('who accepts one service of a category has not accepted the category', async () => {
    const { page } = await visit('en');
    await shown(page, question);
    await page.click(button('show'));
    await shown(page, '#cc-main .pm');
    await page.locator('.pm__section-title[aria-expanded]', { hasText: 'Analytics' }).click();
    await page.locator('input[value=google-analytics]').check({ force: true });
    const [choice] = await storedWhile(() => page.click('#cc-main .pm [data-role=save]'));
    expect(choice).toMatchObject({ choices: refused, source: 'visitor' });
  });
});

describe('a visitor whose browser says no by Global Privacy Control', () => {
  test('is not asked: all is refused, and recorded as the word of the browser', async () => {
    let visitor: Visit | undefined;
    const [choice] = await storedWhile(async () => {
      visitor = await visit('nb', withGpc);
    });
    expect(choice).toMatchObject({ choices: refused, source: 'gpc', gpc: true });
    if (visitor) await chosen(visitor.page);
    expect(await visitor?.page.locator('html.show--consent').count()).toBe(0);
    expect(await visitor?.kept()).toEqual(['cookie-choice']);
    expect(visitor?.complaints).toEqual([]);
  });

  test('is told of it where one can choose, and a choice made there counts, and lasts', async () => {
    const visitor = await visit('en', withGpc);
    const { page } = visitor;
    await chosen(page);
    await page.click('main button');
    await shown(page, '#cc-main .pm');
    expect(await page.textContent('.pm__section')).toContain('Your browser says no for you');
    expect(await visitor.findings()).toEqual([]);
    const [choice] = await storedWhile(() => page.click('#cc-main .pm [data-role=all]'));
    expect(choice).toMatchObject({ choices: accepted, source: 'visitor', gpc: true });
    await page.reload();
    await eventually(async () => expect(await wasFollowed(visitor)).toBe(true));
    expect(visitor.complaints).toEqual([]);
  });

  test('and who accepted before there was a signal is taken to refuse since', async () => {
    const { page } = await visit('nb');
    await shown(page, question);
    await storedWhile(() => page.click(button('all')));
    await page.context().setExtraHTTPHeaders({ 'Sec-GPC': '1' });
    await page.addInitScript(saysGpc);
    const [choice] = await storedWhile(() => page.reload());
    expect(choice).toMatchObject({ choices: refused, source: 'gpc' });
    expect(await page.evaluate(`CookieConsent.acceptedCategory('analytics')`)).toBe(false);
  });
});

describe('the page about cookies, without JavaScript', () => {
  const address = () => `${site.scriptFrom}/privacy/cookies?locale=en`;

  test('records a choice and shows it, from a cookie that says the categories and nothing else', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(address());
    expect(await context.cookies()).toEqual([]);
    await page.check('[name=analytics]');
    const [choice] = await storedWhile(() => page.click('main form button'));
    expect(choice).toMatchObject({ choices: { analytics: true, marketing: false }, source: 'visitor' });
    expect(await context.cookies()).toMatchObject([
      { name: 'cookie-choice', value: 'analytics', httpOnly: true, sameSite: 'Lax', path: '/privacy' },
    ]);
    await page.goto(address());
    expect(await page.textContent('main')).toContain('You have accepted: Analytics.');
    expect(await page.isChecked('[name=analytics]')).toBe(true);
  });

  test('takes no choice from a form on somebody else’s page', async () => {
    const post = () =>
      product.fetch('/privacy/cookies', {
        method: 'POST',
        headers: { 'sec-fetch-site': 'cross-site' },
        body: new URLSearchParams({ analytics: 'on' }),
      });
    await storedWhile(async () => {
      const response = await post();
      expect([response.status, response.headers.get('set-cookie')]).toEqual([200, null]);
    }, 0);
  });
});

const announcements = async () => {
  const headers = { 'x-functions-key': product.stack.addresses.functions.key };
  const response = await product.fetch('/api/ops/announcements', { headers });
  return (await json<{ announcements: readonly object[] }>(response)).announcements;
};

describe('a larger change of the policy', () => {
  const people = Array.from({ length: 40 }, (_, index) => `person-${index}@example.test`);
  const banner = async () =>
    (await json<{ banner: object | null }>(await product.fetch('/api/policy'))).banner;

  test('is refused where there is none such, or no key', async () => {
    const unknown = await product.post('/api/ops/announcements', { policyVersion: '1999-01-01' });
    expect(unknown.status).toBe(400);
    const body = JSON.stringify({ policyVersion });
    expect((await product.fetch('/api/ops/announcements', { method: 'POST', body })).status).toBe(401);
    expect(await announcements()).toEqual([]);
  });

  test('is told once to each person, though the host dies on the way, and counted right', async () => {
    const subjects: string[] = [];
    for (const email of people) {
      const form = { channel: 'contact-form', email, locale: 'en' };
      expect((await product.post('/api/registrations', form)).status).toBe(202);
      subjects.push((await product.lookUp({ email }))[0]?.subjectId ?? '');
    }
    expect(await banner()).toBeNull();
    const start = async () => {
      const response = await product.post('/api/ops/announcements', { policyVersion });
      return [response.status, await json<object>(response)];
    };
    const told = () =>
      subjects
        .flatMap((subjectId) => product.told(subjectId))
        .filter((event) => nameOf(event) === 'policy.announced');
    const begun = await start();
    expect(begun).toEqual([202, { announcementId: `announcement-${policyVersion}` }]);
    await product.post('/admin/functions/announce-policy', { input: '' });
    await eventually(() => expect(told().length).toBeGreaterThan(0));
    await product.stack.kill('functions');
    await product.stack.restart('functions');
    expect(await start()).toEqual(begun);
    await product.runTimer('announce-policy');
    expect(await announcements()).toMatchObject([
      {
        announcementId: `announcement-${policyVersion}`,
        state: 'done',
        counts: { told: people.length, withoutAddress: 0, notContacted: 0, askedAgain: 0 },
      },
    ]);
    await eventually(() => expect(new Set(told().map(({ subject }) => subject)).size).toBe(people.length));
    // The topic may give an event again; it is the same one.
    expect(new Set(told().map(({ id }) => id)).size).toBe(people.length);
    expect(await banner()).toMatchObject({
      policyVersion,
      summary: register.versions[0].summary,
      link: expect.stringMatching(/\/privacy\/versions$/),
    });
  });

  test('is mailed with where to read of it, and is no mailing list', async () => {
    const mail = await eventually(() => {
      const found = product.mails().find(({ subject }) => subject.includes('privacy policy'));
      if (found === undefined) throw new Error('no mail has come');
      return found;
    });
    expect(people).toContain(mail.to);
    expect(mail.text).toContain('/privacy/versions?locale=en');
    expect(Object.keys(mail.headers)).not.toContain('list-unsubscribe');
    const events = product.told(`announcement-${policyVersion}`);
    expect(new Set(events.map(nameOf))).toEqual(new Set(['announcement.started', 'announcement.completed']));
  });
});
