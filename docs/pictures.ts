import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { freePorts } from '../local/ports.ts';
import { type LocalStack, startLocalStack } from '../local/stack.ts';
import { launchBrowser } from '../test/pages/browser.ts';
import { type DeskScene, kari, setDeskScene, until } from './desk-scene.ts';

// `node docs/pictures.ts`: starts the product, lets people use it, and writes what the pages look like to
// docs/pictures/<name>-desktop.png and -phone.png. The pages of the desk are for a desktop. Each start is of a product
// with no data.

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

/** A page for staff, in a browser that has signed in. */
interface DeskPicture {
  readonly name: string;
  readonly open: (page: Page, desk: Desk) => Promise<unknown>;
}

interface Desk extends DeskScene {
  readonly url: string;
}

const deskPictures: readonly DeskPicture[] = [
  { name: 'desk-today', open: (page, { url }) => page.goto(`${url}/ops`) },
  {
    name: 'desk-outlook',
    async open(page, { url }) {
      await page.goto(`${url}/ops`);
      await page.evaluate(`document.querySelector('#tasks').scrollIntoView()`);
    },
  },
  {
    name: 'desk-request',
    open: (page, { url, correctionId }) => page.goto(`${url}/ops/requests/${correctionId}`),
  },
  {
    name: 'desk-erasure',
    open: (page, { url, erasureId }) => page.goto(`${url}/ops/requests/${erasureId}`),
  },
  {
    name: 'desk-person',
    async open(page, { url }) {
      await page.goto(`${url}/ops/people`);
      await page.fill('[name=email]', kari.email);
      await page.click('main form button');
      await page.waitForLoadState();
    },
  },
  {
    name: 'desk-register',
    async open(page, { url }) {
      await page.goto(`${url}/ops/register`);
      await page.evaluate(`document.querySelector('#activities').scrollIntoView()`);
    },
  },
];

const looks = {
  desktop: { viewport: { width: 1120, height: 1000 }, colorScheme: 'light' },
  phone: { viewport: { width: 390, height: 844 }, colorScheme: 'dark', deviceScaleFactor: 1.5 },
} as const;

const folder = join(import.meta.dirname, 'pictures');
const email = 'kari@example.test';

await mkdir(folder, { recursive: true });
const browser = await launchBrowser();
try {
  await onStage(async (stack) => {
    const stage = { stack, requestPage: await askForErasure(browser, stack) };
    for (const picture of pictures) await take(picture, stage);
  });
  await onStage(takeDesk);
} finally {
  await browser.close();
}

async function onStage(use: (stack: LocalStack) => Promise<void>): Promise<void> {
  const stack = await startLocalStack({ data: 'ephemeral', ports: await freePorts(), log: () => undefined });
  try {
    await use(stack);
  } finally {
    await stack.stop();
  }
}

async function takeDesk(stack: LocalStack): Promise<void> {
  const { url } = stack.addresses.functions;
  const desk = { url, ...(await setDeskScene(stack)) };
  const context = await browser.newContext({ ...looks.desktop, viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${url}/ops/sign-in?locale=en`);
  await page.fill('[name=key]', stack.settings['STAFF_DEVELOPMENT_KEY'] ?? '');
  await page.check('[name=role][value=case-worker]');
  await page.click('main button');
  for (const { name, open } of deskPictures) {
    await open(page, desk);
    const path = join(folder, `${name}.png`);
    await page.screenshot({ path });
    console.log(path);
  }
  await context.close();
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
