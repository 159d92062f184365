import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { packageSchema, packageVersion, partsOf } from '../../shared/domain/access-package.ts';
import type { RequestId, SubjectId } from '../../shared/domain/id.ts';
import { packageHead } from '../../shared/domain/package-head.ts';
import { onlyRequests, withDocument } from '../../shared/domain/package-tally.ts';
import { processors } from '../../shared/policy/processors.ts';
import { purposes } from '../../shared/policy/purposes.ts';
import { locales } from '../../shared/policy/register.ts';

const schema = 'https://privacy.example.test/api/schemas/access-package.json';
const facts = {
  request: { id: '6d1b3c9e-9c7e-4f3c-8a44-3a1a1b1f0a11' as RequestId, locale: 'en' },
  about: '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11' as SubjectId,
  held: onlyRequests(1),
  at: Temporal.Instant.from('2026-11-22T10:00:00Z'),
  endsAt: '2026-12-06T10:00:00Z',
  schema,
} as const;

function validator(): ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false });
  addFormats.default(ajv);
  return ajv.compile(packageSchema(schema));
}

const listsOf = (right: 'access' | 'portability') =>
  Object.fromEntries(partsOf[right].map((part) => [part, []]));

describe('the published schema', () => {
  test('is JSON Schema, draft 2020-12, under its own address', () => {
    expect(packageSchema(schema)).toMatchObject({
      $id: schema,
      $schema: 'https://json-schema.org/draft/2020-12/schema',
    });
  });

  test.each(['access', 'portability'] as const)(
    'takes a package of that right, and no other list (%s)',
    (right) => {
      const validate = validator();
      const content = { ...packageHead({ ...facts, right }), ...listsOf(right) };
      expect(validate(JSON.parse(JSON.stringify(content)))).toBe(true);
      expect(validate({ ...content, more: [] })).toBe(false);
      expect(validate({ ...content, registrations: undefined })).toBe(false);
      expect(validate({ ...content, registrations: [{ id: 'no more than this' }] })).toBe(false);
    },
  );

  test('does not take what was held for what was provided', () => {
    const content = { ...packageHead({ ...facts, right: 'portability' }), ...listsOf('access') };
    expect(validator()(content)).toBe(false);
  });

  test('has a version, which the package states', () => {
    expect(packageVersion).toMatch(/^\d+\.\d+\.\d+$/);
    expect(packageHead({ ...facts, right: 'access' }).schemaVersion).toBe(packageVersion);
  });
});

describe('what stands before the lists', () => {
  test.each(locales)('is in the language of the request, out of the register (%s)', (locale) => {
    const request = { ...facts.request, locale };
    const head = packageHead({ ...facts, request, right: 'access' });
    if (head.right !== 'access') throw new Error('another right');
    const { processing } = head;
    expect(processing.purposes.map(({ title }) => title)).toEqual(
      Object.values(purposes).map(({ title }) => title[locale]),
    );
    const services = Object.values(processors).map((each) => (locale === 'nb' ? each.nb : each).service);
    expect(processing.recipients.map(({ service }) => service)).toEqual(services);
  });

  test('says that nothing is held where there is nothing but requests', () => {
    expect(packageHead({ ...facts, right: 'access' }).held).toBe(false);
    const hold = withDocument(facts.held, { kind: 'hold' } as Parameters<typeof withDocument>[1]);
    expect(packageHead({ ...facts, held: hold, right: 'access' }).held).toBe(true);
    expect(packageHead({ ...facts, held: hold, right: 'portability' }).held).toBe(false);
  });
});
