import { ServiceBusClient } from '@azure/service-bus';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isEvent } from '../../shared/domain/event.ts';
import { actsOn } from '../journeys/acts.ts';
import { eventually, type Product, startProduct } from '../journeys/product.ts';
import { launchBrowser } from './browser.ts';
import { signIn } from './signed-in.ts';

// What staff do on the operations pages, in a browser, with the product behind.

let browser: Browser;
let product: Product;
beforeAll(async () => {
  [product, browser] = await Promise.all([startProduct(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await product.stop();
});

test('a task is found, opened and answered; who looked and who decided is on record', async () => {
  const acts = actsOn(product);
  await product.processor('goto', 'reject');
  const email = 'kari@example.test';
  const subject = await acts.register({ email });
  await acts.withdraw(email, 'storage');
  await eventually(async () => expect(await acts.tasks(subject)).toHaveLength(1));

  const { page, open, press, complaints } = await signIn(product, browser, { role: 'case-worker' });
  await open('/ops');
  await page.click('main a[href^="/ops/tasks/"]');
  expect(await page.locator('main').innerText()).toContain(email);
  await eventually(() => expect(lookers(subject)).toEqual(['development-key']));

  await page.check('[value=done]');
  await page.fill('[name=evidence]', `asked about ${email}`);
  expect(await press('form[action^="/ops/tasks/"] button')).toBe(400);
  expect(await page.inputValue('[name=evidence]')).toBe('');
  expect(complaints).toEqual([expect.stringContaining('400')]);

  await page.check('[value=done]');
  await page.fill('[name=evidence]', 'case 4711');
  expect(await press('form[action^="/ops/tasks/"] button')).toBe(200);
  expect(new URL(page.url()).pathname).toBe('/ops/tasks');
  expect(await page.locator('#notice').innerText()).toBe('The answer has been saved.');
  expect(await page.locator('main').innerText()).toContain('No task is waiting.');
  const { erasures } = await product.lookUpSubject(subject);
  const goto = erasures[0]?.processors.find(({ id }) => id === 'goto');
  expect(goto).toMatchObject({ answer: 'done', decision: { evidence: 'case 4711', by: 'development-key' } });
});

test('a licence event that was refused is found, and removed by an administrator', async () => {
  const bus = new ServiceBusClient(product.stack.addresses.serviceBus.connectionString);
  const id = crypto.randomUUID();
  const type = 'works.contracting.licence.issued.v1';
  await bus.createSender('licence-events').sendMessages({ body: { id, type, data: { secret: 'Kari' } } });
  await bus.close();
  const { page, open, press } = await signIn(product, browser, { role: 'administrator' });
  await eventually(async () => {
    await open('/ops/dead-letters');
    expect(await page.locator('main').innerText()).toContain(id);
  });
  expect(await page.locator('main').innerText()).not.toContain('Kari');
  const { key } = product.stack.addresses.functions;
  const list = await product.fetch('/api/ops/dead-letters', { headers: { 'x-functions-key': key } });
  expect(await list.json()).toMatchObject({
    deadLetters: [{ entity: 'licence-events', eventId: id, type }],
  });
  await open('/ops');
  await page.click('main a[href="/ops/dead-letters"]');
  expect(await press('button[value=discard]')).toBe(200);
  expect(await page.locator('#notice').innerText()).toBe('The message has been removed.');
  expect(await page.locator('main').innerText()).toContain('No message has been given up.');
});

test('systems with a key send a dead letter again, or hear that there is none', async () => {
  const letter = { entity: 'privacy-events/mail', sequenceNumber: '1', action: 'redrive' };
  expect((await product.post('/api/ops/dead-letters', letter)).status).toBe(404);
  expect((await product.post('/api/ops/dead-letters', { ...letter, action: 'eat' })).status).toBe(400);
  expect((await product.post('/api/ops/dead-letters', { ...letter, entity: 'a b' })).status).toBe(400);
  expect((await product.fetch('/api/ops/dead-letters')).status).toBe(401);
});

test('the language stays as it was chosen, and whoever signs out is out', async () => {
  const { page, open } = await signIn(product, browser, { role: 'reader' });
  await open('/ops/tasks?locale=nb');
  await page.click('nav.ops a[href="/ops/register"]');
  expect(await page.getAttribute('html', 'lang')).toBe('nb');
  await page.click('nav.languages a[lang=en]');
  await page.click('nav.ops a[href="/ops"]');
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  await Promise.all([page.waitForURL(/sign-in/), page.click('form[action="/ops/sign-out"] button')]);
  await open('/ops/tasks');
  expect(page.url()).toMatch(/\/ops\/sign-in\?to=%2Fops%2Ftasks$/);
});

/** Who looked at somebody's data, as the person's stream says. */
function lookers(subjectId: string): string[] {
  return product
    .told(subjectId, { lookups: true })
    .filter((event) => isEvent(event, 'person.looked-up'))
    .map(({ data: { by } }) => by)
    .filter((by) => by !== 'key');
}
