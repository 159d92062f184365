import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { consentTexts } from '../../shared/policy/consent-texts.ts';
import { locales, register } from '../../shared/policy/register.ts';

describe.each(locales)('the text of the consent to Markedsnyheter (%s)', (locale) => {
  const text = consentTexts.marketing[locale];

  test('says whom it is given to, who else gets the data, and where to take it back', () => {
    const { controller, contacts, processors, purposes } = register;
    expect(text).toContain(controller.name);
    expect(text).toContain(contacts.withdrawal);
    for (const recipient of purposes.marketing.recipients) expect(text).toContain(processors[recipient].name);
  });

  test('calls the list by its name', () => {
    expect(text).toContain(register.lists.marketing.title[locale]);
  });
});

test('the version of a consent text is a day', () => {
  const { version } = consentTexts.marketing;
  expect(Temporal.PlainDate.from(version).toString()).toBe(version);
});
