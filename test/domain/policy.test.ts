import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { contactFields } from '../../shared/domain/contact.ts';
import { reasons } from '../../shared/policy/reasons.ts';
import { register } from '../../shared/policy/register.ts';

describe('the policy register', () => {
  test.each(Object.entries({ ...register.retention, ...register.memory }))(
    'states a calendar period for %s, and why',
    (_, rule) => {
      const period = Temporal.Duration.from(rule.period);
      expect(period.sign).toBe(1);
      expect([period.hours, period.minutes, period.seconds]).toEqual([0, 0, 0]);
      expect('source' in rule ? rule.source : rule.why).not.toBe('');
    },
  );

  test.each(Object.entries(register.purposes))(
    'gives nobody more for %s than their service needs',
    (_, purpose) => {
      for (const field of purpose.data) expect(contactFields).toContain(field);
      for (const recipient of purpose.recipients) expect(register.processors).toHaveProperty(recipient);
    },
  );

  test('has a purpose for each list, and marketing alone can be refused', () => {
    for (const list of Object.values(register.lists)) expect(register.purposes).toHaveProperty(list.purpose);
    expect(register.lists.marketing.refusable).toBe(true);
    expect(register.lists.technical.refusable).toBe(false);
  });

  test('rests marketing on consent and nothing else', () => {
    const onConsent = Object.entries(register.purposes).filter(
      ([, { legalBasis }]) => legalBasis === 'Art. 6(1)(a)',
    );
    expect(onConsent.map(([name]) => name)).toEqual(['marketing']);
  });

  test('names the five providers of cookies, each refused until accepted', () => {
    expect(register.cookies.map(({ service }) => service)).toEqual([
      'Azure Application Insights',
      'Google Analytics',
      'Facebook Pixel',
      'Mouseflow',
      'LinkedIn Conversion Tracking',
    ]);
  });

  test('lists its versions by date, each a day that exists', () => {
    const dates = register.versions.map(({ date }) => date as string);
    expect(dates).toEqual(dates.toSorted((a, b) => a.localeCompare(b)));
    for (const date of dates) expect(Temporal.PlainDate.from(date).toString()).toBe(date);
  });
});

test('every reason for a refusal is a sentence in both languages', () => {
  for (const { nb, en } of Object.values(reasons)) {
    expect(nb).toMatch(/^\p{Lu}.*\.$/u);
    expect(en).toMatch(/^\p{Lu}.*\.$/u);
  }
});
