import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packageResponse } from '../../functions/http/package-response.ts';
import { eventData } from '../../shared/domain/event-data.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { type Locale, locales } from '../../shared/policy/register.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { recordDisclosure } from '../../shared/usecases/record-disclosure.ts';
import { requestErasure } from '../../shared/usecases/request-erasure.ts';
import { eventInWords } from '../../web/package/event-words.ts';
import { consentingOver } from '../usecases/consenting.ts';
import { type Database, startDatabase } from '../usecases/database.ts';
import { officeOver } from '../usecases/office.ts';
import { copyOf, requestFor } from '../usecases/packaged.ts';
import { findingsOfAxe } from './axe.ts';
import { launchBrowser } from './browser.ts';
import { type Look, looks, openPage } from './looks.ts';
import { servePage } from './served-pages.ts';

const email = 'kari@example.test';
const hostile = '</dd></dl><script>document.title = "taken"</script><style>* { display: none }</style>';

let browser: Browser;
let database: Database;
let kari: SubjectId;
beforeAll(async () => {
  [browser, database] = await Promise.all([launchBrowser(), startDatabase()]);
  kari = await everythingOf(database);
});
afterAll(async () => {
  await browser.close();
  await database.stop();
});

/** Somebody with something in every part of a package. */
async function everythingOf({ world, answers, ...rest }: Database): Promise<SubjectId> {
  const office = officeOver(database);
  await office.receive(email, { name: 'Gone', submittedOn: '2022-01-01', policyVersion: '2021-02-19' });
  await consentingOver(database).join(email, {
    name: hostile,
    company: 'שלום \u202Eעולם',
    phone: '+4722334455',
  });
  await office.receive(email, { name: 'x'.repeat(200) });
  await office.issueLicence('L-1', { email });
  await office.issueLicence(`L-${'2'.repeat(90)}`, { email, phone: '+4722334455' });
  await office.endLicence('L-1', '2026-11-10');
  const subjectId = await office.leadsTo(email);
  if (subjectId === undefined) throw new Error('nobody came');
  answers.set('teamviewer', { answer: 'manual', because: 'by-hand' });
  await requestErasure(world, { subjectId, cause: 'data-subject', select: ({ kind }) => kind === 'licence' });
  await rest.deliver();
  const stated = { authority: 'Oslo tingrett', reviewOn: '2027-01-01' };
  await placeHold(world, { subjectId, restricts: true, reason: 'A claim', ...stated });
  const basis = { legalBasis: 'Straffeprosessloven § 210', reference: '26-1234' };
  await recordDisclosure(world, {
    subjectId,
    authority: 'Økokrim',
    ...basis,
    fields: ['name'],
    disclosedOn: '2026-11-20',
  });
  return subjectId;
}

const packages = {
  'of everything': { right: 'access', about: () => kari },
  'of what was provided': { right: 'portability', about: () => kari },
  'of nothing': { right: 'access', about: () => undefined },
} as const;

async function serve(of: keyof typeof packages, locale: Locale): Promise<string> {
  const { right, about } = packages[of];
  const { html } = await copyOf(database.world, about(), requestFor(right, { email, locale }));
  const { body, ...answer } = await packageResponse('html', inBytes(html));
  const { url } = await servePage({ ...answer, body: await new Response(body).text() });
  return url;
}

async function open(look: Look, of: keyof typeof packages) {
  const url = await serve(of, look[0]);
  const opened = await openPage(browser, look);
  await opened.page.goto(url);
  return opened;
}

async function* inBytes(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

describe.each(Object.keys(packages) as (keyof typeof packages)[])('the document %s', (of) => {
  test.each(looks)('is accessible and fits (%s, %s, %j)', async (...look) => {
    const { page, complaints } = await open(look, of);
    expect(await page.getAttribute('html', 'lang')).toBe(look[0]);
    expect(await findingsOfAxe(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look[2].width);
    expect(complaints).toEqual([]);
  });

  test.each(['nb', 'en'] as const)('leaves no blank open, and repeats no id (%s)', async (locale) => {
    const { page } = await open(looks[locale === 'nb' ? 0 : 2], of);
    const text = await page.locator('body').innerText();
    expect(text.match(/\{\w+\}|undefined|\[object|null/)).toBeNull();
    const ids = await page.locator('[id]').evaluateAll((all) => all.map(({ id }) => id));
    expect(ids).toEqual([...new Set(ids)]);
    const links = await page
      .locator('a[href^="#"]')
      .evaluateAll((all) => all.map((link) => link.hash.slice(1)));
    expect(links.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe('what somebody typed', () => {
  test('is shown as it was typed, and does nothing', async () => {
    const { page, complaints } = await open(looks[1], 'of everything');
    expect(await page.locator('bdi', { hasText: hostile }).first().isVisible()).toBe(true);
    expect(await page.title()).toBe('Alt vi har om deg – Contracting AS');
    expect(await page.locator('script, iframe, img, object').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  test('would not run or be seen even if it came through as it is', async () => {
    const { html } = await copyOf(database.world, kari, requestFor('access', { email }));
    const broken = html.replace('</main>', `${hostile}</main>`);
    const { body, ...answer } = await packageResponse('html', inBytes(broken));
    const { url } = await servePage({ ...answer, body: await new Response(body).text() });
    const { page, complaints } = await openPage(browser, looks[1]);
    await page.goto(url);
    expect(await page.title()).toBe('Alt vi har om deg – Contracting AS');
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(complaints.filter((complaint) => complaint.includes('Content Security Policy'))).not.toEqual([]);
  });

  test('does not turn around the words that follow it', async () => {
    const { page } = await open(looks[1], 'of everything');
    const found = `[...document.querySelectorAll('bdi')].find((each) => each.textContent.includes('שלום'))`;
    expect(await page.evaluate(`getComputedStyle(${found}).unicodeBidi`)).toBe('isolate');
  });
});

test('the log has words for every event that is about a person', () => {
  const ofPeople = Object.keys(eventData).filter((name) => !/^(request|announcement)\./.test(name));
  expect(ofPeople.length).toBeGreaterThan(25);
  for (const locale of locales) {
    expect(ofPeople.filter((name) => eventInWords(name, locale) === name)).toEqual([]);
  }
});

test('on paper there is all of it, and nothing to press', async () => {
  const { page } = await open(looks[1], 'of everything');
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('nav.contents').isVisible()).toBe(false);
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
  expect((await page.pdf({ format: 'A4' })).subarray(0, 4).toString()).toBe('%PDF');
});

describe('the answer with a package', () => {
  const headersOf = async (format: 'html' | 'json', ...texts: readonly string[]) => {
    const { headers } = await packageResponse(format, inBytes(...texts));
    return new Headers(headers);
  };
  const stating = (policy: string) => `<meta http-equiv="Content-Security-Policy" content="${policy}" />`;

  test('is kept by nobody, and says nothing of the person in its name', async () => {
    const html = await headersOf('html', stating("default-src 'none'"));
    const json = await headersOf('json', '{}');
    for (const headers of [html, json]) {
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    }
    expect(html.get('content-disposition')).toBe('inline; filename="personal-data.html"');
    expect(json.get('content-disposition')).toBe('attachment; filename="personal-data.json"');
  });

  test('keeps the style that a document was written with', async () => {
    const policy = "default-src 'none'; style-src 'sha256-of+an/older+style='";
    const headers = await headersOf('html', `<!doctype html>${stating(policy)}`);
    expect(headers.get('content-security-policy')).toBe(`${policy}; frame-ancestors 'none'`);
  });

  test('is whole, however it comes in pieces', async () => {
    const { html } = await copyOf(database.world, kari);
    const { body, headers } = await packageResponse('html', inBytes(...html.split(/(?<=[<>])/)));
    expect(await new Response(body).text()).toBe(html);
    expect(JSON.stringify(headers)).toMatch(/style-src 'sha256-[\w+/]{43}='/);
  });

  test('is refused for a document that states no policy', async () => {
    await expect(packageResponse('html', inBytes('<p>', 'x'.repeat(5000)))).rejects.toThrow('no policy');
    await expect(packageResponse('html', inBytes('<p>'))).rejects.toThrow('no policy');
  });

  test('says nothing of the data when it breaks off', async () => {
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{');
      throw new TypeError(`could not read ${email}`);
    }
    const { body } = await packageResponse('json', breaking());
    const fault: unknown = await new Response(body).text().catch((error: unknown) => error);
    expect(String(fault)).toBe('PackageBrokeOff: a package broke off: TypeError');
  });

  test('ends the reading when nobody reads on', async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield Buffer.from('x');
      } finally {
        ended = true;
      }
    }
    const { body } = await packageResponse('json', endless());
    await body.cancel();
    expect(ended).toBe(true);
  });
});
