import type { Browser } from 'playwright-core';
import { Temporal } from 'temporal-polyfill';
import { expect } from 'vitest';
import { eventually, type Product } from '../journeys/product.ts';
import { type Look, looks } from './looks.ts';
import { type SignedIn, signIn } from './signed-in.ts';

interface Person {
  readonly email: string;
  readonly subjectId: string;
}

/** What staff do with people on the pages for it, and whom they do it with. */
export interface PeopleDesk {
  /** Somebody new who left a registration. */
  someone(rest?: Readonly<Record<string, unknown>>): Promise<Person>;
  /** Somebody of whom there is something in every part of the file; one is enough. */
  somebodyWithAFullFile(): Promise<Person>;
  caseWorker(look?: Look): Promise<SignedIn>;
}

export const today = Temporal.Now.plainDateISO('Europe/Oslo');

export const disclosure = {
  authority: 'Oslo tingrett',
  legalBasis: 'tvisteloven § 26-5',
  reference: '26-123456TVI-TOSL/04',
  disclosedOn: today.toString(),
};

export function peopleDesk(product: Product, browser: Browser): PeopleDesk {
  let people = 0;
  let full: Promise<Person> | undefined;

  async function someone(rest: Readonly<Record<string, unknown>> = {}): Promise<Person> {
    people += 1;
    const email = `person${people}@example.test`;
    const input = { channel: 'contact-form', name: 'Kari Nordmann', company: 'Eksempel AS', email, ...rest };
    expect((await product.post('/api/registrations', input)).status).toBe(202);
    const [found] = await product.lookUp({ email });
    return { email, subjectId: found?.subjectId ?? expect.unreachable('nobody is there') };
  }

  async function fillFile(): Promise<Person> {
    const person = await someone({ marketing: true });
    const { email, subjectId } = person;
    const [file] = await product.lookUp({ email });
    const hold = {
      reason: 'a claim, case 4711',
      authority: 'the district court',
      reviewOn: today.toString(),
    };
    const recordId = file?.records[0]?.id;
    await product.post('/api/ops/holds', { subjectId, recordId, restricts: true, ...hold });
    await product.post('/api/ops/disclosures', { subjectId, fields: ['name', 'email'], ...disclosure });
    await product.post('/api/ops/rectifications', {
      subjectId,
      corrections: { company: 'Eksempel Drift AS' },
    });
    await product.post('/api/ops/requests', { right: 'access', email, identity: 'case 4712' });
    await product.post('/api/ops/registrations', { channel: 'phone', email, submittedOn: '2024-02-29' });
    await product.post('/api/ops/withdrawals', { email, consent: 'storage' });
    await eventually(async () => {
      const { erasures } = await product.lookUpSubject(subjectId);
      expect(erasures.map(({ state }) => state)).toContain('held');
    });
    return person;
  }

  return {
    someone,
    somebodyWithAFullFile() {
      full ??= fillFile();
      return full;
    },
    caseWorker: (look = looks[3]) => signIn(product, browser, { role: 'case-worker', look }),
  };
}

/** Looks somebody up by an address, on the page for it. */
export async function lookUp({ page, open, press }: SignedIn, email: string): Promise<void> {
  await open('/ops/people');
  await page.fill('#lookup-email', email);
  expect(await press('form.card button')).toBe(200);
}

/** Opens the form that is closed until it is wanted. */
export async function unfold({ page }: SignedIn, action: string): Promise<void> {
  await page
    .locator('details', { has: page.locator(`form[action="${action}"]`) })
    .first()
    .locator('summary')
    .click();
}

/** The button of a form, and one of its fields. */
export const send = (action: string) => `form[action="${action}"] .actions button`;
export const fieldOf = (action: string, name: string) => `form[action="${action}"] [name="${name}"]`;

/** The day as the English pages write it. */
export function inWords(day: Temporal.PlainDate): string {
  return day.toLocaleString('en-GB', { dateStyle: 'long' });
}

/** Types in the texts of a disclosure that names nobody. */
export async function fillInDisclosure({ page }: SignedIn): Promise<void> {
  for (const field of ['authority', 'legalBasis', 'reference'] as const) {
    await page.fill(fieldOf('/ops/disclosures', field), disclosure[field]);
  }
}
