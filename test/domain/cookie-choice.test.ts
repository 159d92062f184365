import { describe, expect, test } from 'vitest';
import { choicesInForm, parseCookieChoice } from '../../shared/domain/cookie-choice.ts';
import { cookieCategories, cookies, optionalCategories } from '../../shared/policy/cookies.ts';
import type { PolicyVersion } from '../../shared/policy/versions.ts';
import { cookieChoiceScript } from '../../web/cookie-choice/cookie-choice-script.ts';

const summary = { nb: 'Endret.', en: 'Changed.' };
const versions: readonly PolicyVersion[] = [
  { date: '2021-02-19', weight: 'larger', summary, asksAgain: [] },
  { date: '2027-01-01', weight: 'smaller', summary, asksAgain: [] },
];
const policyVersion = '2027-01-01';
const accepted = { analytics: true, marketing: true };
const refused = { analytics: false, marketing: false };

const read = (input: object, gpc = false) =>
  parseCookieChoice({ policyVersion, ...input }, { gpc, versions });
const inForm = (fields: Record<string, string>, gpc = false) =>
  parseCookieChoice(choicesInForm({ policyVersion, ...fields }), { gpc, versions });

describe('a choice of cookies', () => {
  test('is what the visitor says, category by category', () => {
    const choices = { analytics: true, marketing: false };
    const value = { choices, source: 'visitor', gpc: false, policyVersion };
    expect(read({ choices })).toEqual({ outcome: 'valid', value });
    expect(inForm({ analytics: 'on' })).toEqual({ outcome: 'valid', value });
    expect(inForm({ analytics: 'true', marketing: 'false' })).toEqual({ outcome: 'valid', value });
  });

  test('in a form without a tick refuses all', () => {
    expect(inForm({})).toMatchObject({ value: { choices: refused, source: 'visitor' } });
  });

  test('is a refusal when the browser says no, whatever a page sends along', () => {
    const value = { choices: refused, source: 'gpc', gpc: true, policyVersion };
    expect(read({ choices: accepted }, true)).toEqual({ outcome: 'valid', value });
    expect(read({}, true)).toEqual({ outcome: 'valid', value });
    expect(inForm({ analytics: 'on', overridesGpc: 'false' }, true)).toEqual({ outcome: 'valid', value });
  });

  test('is what the visitor says after being told of the signal', () => {
    const value = { choices: accepted, source: 'visitor', gpc: true, policyVersion };
    expect(read({ choices: accepted, overridesGpc: true }, true)).toEqual({ outcome: 'valid', value });
    expect(inForm({ analytics: 'on', marketing: 'on', overridesGpc: 'true' }, true)).toEqual({
      outcome: 'valid',
      value,
    });
  });

  test.each([
    [{}, '/choices', 'missing'],
    [{ choices: 'all' }, '/choices', 'not-an-object'],
    [{ choices: { analytics: true } }, '/choices/marketing', 'not-a-choice'],
    [{ choices: { analytics: 'perhaps', marketing: false } }, '/choices/analytics', 'not-a-choice'],
    [{ choices: accepted, policyVersion: '1999-01-01' }, '/policyVersion', 'unknown-version'],
    [{ choices: accepted, policyVersion: undefined }, '/policyVersion', 'missing'],
    [{ choices: accepted, overridesGpc: 'why' }, '/overridesGpc', 'not-a-choice'],
  ])('is refused as %j', (input, pointer, reason) => {
    expect(read(input)).toEqual({ outcome: 'invalid', errors: [{ pointer, reason }] });
  });

  test.each([null, 'accept', []])('cannot be %j', (input) => {
    expect(parseCookieChoice(input, { gpc: false, versions })).toMatchObject({ outcome: 'invalid' });
  });
});

test('every category and every service says in both languages what it is for', () => {
  for (const { title, about } of Object.values(cookieCategories)) {
    for (const words of [title.nb, title.en, about.nb, about.en]) expect(words).toMatch(/^\p{Lu}/u);
  }
  for (const { category, purpose, names } of cookies) {
    expect(optionalCategories).toContain(category);
    expect(names.length).toBeGreaterThan(0);
    for (const words of [purpose.nb, purpose.en]) expect(words).toMatch(/^\p{Lu}.*\.$/u);
  }
});

describe('the script that sites include', () => {
  const larger: PolicyVersion = { date: '2028-01-01', weight: 'larger', summary, asksAgain: [] };
  const said = (today: string) => {
    const script = cookieChoiceScript({ today, versions: [...versions, larger] });
    return /"policyVersion":"([^"]+)","revision":(\d+)/.exec(script)?.slice(1);
  };

  test.each([
    ['2026-12-31', ['2021-02-19', '20210219']],
    // A smaller change is stated, and asks nobody again.
    ['2027-01-01', ['2027-01-01', '20210219']],
    ['2027-12-31', ['2027-01-01', '20210219']],
    ['2028-01-01', ['2028-01-01', '20280101']],
  ])('asks again from the day on which a larger version is in force (%s)', (today, expected) => {
    expect(said(today)).toEqual(expected);
  });

  test('is the library as it is published, with its licence', () => {
    const script = cookieChoiceScript({ today: '2027-01-01', versions });
    expect(script).toContain('Copyright (c) 2020-2025 Orest Bida');
    expect(script).toContain('Released under the MIT License');
  });
});
