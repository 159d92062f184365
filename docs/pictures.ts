import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { freePorts } from '../local/ports.ts';
import { type LocalStack, startLocalStack } from '../local/stack.ts';
import { launchBrowser } from '../test/pages/browser.ts';

// `node docs/pictures.ts`: starts the product, lets a person use it, and writes what the pages look like to
// docs/pictures/<name>-desktop.png and -phone.png.

interface Picture {
  readonly name: string;
  /** Opens what is to be seen. */
  readonly open: (page: Page, stage: Stage) => Promise<unknown>;
}

/** The running product, and what the person came by in it. */
interface Stage {
  readonly stack: LocalStack;
  /** The person's page of an erasure that one processor has not answered yet. */
  readonly requestPage: string;
}

const pictures: readonly Picture[] = [
  { name: 'privacy-centre', open: (page, { stack }) => page.goto(addressOf(stack, '/privacy?locale=en')) },
  {
    name: 'request-form',
    open: (page, { stack }) => page.goto(addressOf(stack, '/privacy/requests/access?locale=en')),
  },
  { name: 'request-page', open: (page, { requestPage }) => page.goto(requestPage) },
];

const looks = {
  desktop: { viewport: { width: 1120, height: 1000 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', deviceScaleFactor: 1.5 },
} as const;

const folder = join(import.meta.dirname, 'pictures');
const email = 'kari@example.test';

await mkdir(folder, { recursive: true });
const stack = await startLocalStack({ data: 'ephemeral', ports: await freePorts(), log: () => undefined });
const browser = await launchBrowser();
try {
  const stage = { stack, requestPage: await askForErasure(browser, stack) };
  for (const picture of pictures) await take(picture, stage);
} finally {
  await browser.close();
  await stack.stop();
}

async function take({ name, open }: Picture, stage: Stage): Promise<void> {
  for (const [look, options] of Object.entries(looks)) {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    await open(page, stage);
    const path = join(folder, `${name}-${look}.png`);
    await page.screenshot({ path });
    await context.close();
    console.log(path);
  }
}

/** A person who signed up for an event asks to be erased while one processor is slow: the address of her page. */
async function askForErasure(by: Browser, { addresses, mailbox }: LocalStack): Promise<string> {
  const { functions, control } = addresses;
  await fetch(`${control.url}/processors/zendesk`, {
    method: 'PUT',
    body: JSON.stringify({ behaviour: 'down' }),
  });
  await fetch(`${functions.url}/api/registrations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ channel: 'event', name: 'Kari Nordmann', company: 'Example AS', email }),
  });
  const page = await by.newPage();
  await page.goto(`${functions.url}/privacy/requests/erasure?locale=en`);
  await page.fill('#email', email);
  await page.click('main button');
  const link = await until('the mail with the link', () => linkIn(mailbox.messages().at(-1)?.text));
  await page.goto(link);
  await page.click('button[value=confirm]');
  await until('the answers of the others', async () => {
    await page.goto(page.url().replace(/&done=\w+/, ''));
    return (await page.locator('.badge.ok, .badge.quiet').count()) >= 2 || undefined;
  });
  const address = page.url();
  await page.close();
  return address;
}

function linkIn(text: string | undefined): string | undefined {
  return text?.match(/https?:\/\/\S+\/requests\/\S+/u)?.[0];
}

function addressOf({ addresses }: LocalStack, path: string): string {
  return `${addresses.functions.url}${path}`;
}

async function until<Found>(
  what: string,
  look: () => Found | undefined | Promise<Found | undefined>,
): Promise<Found> {
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`waited in vain for ${what}`);
}
