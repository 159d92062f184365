import specs from '@asyncapi/specs';
import { app } from '@azure/functions';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import serviceBus from '../../infra/service-bus.json' with { type: 'json' };
import { evaluate } from '../../local/service-bus/sql-filter/evaluate.ts';
import { parseFilter } from '../../local/service-bus/sql-filter/parser.ts';
import { asyncApi } from '../../shared/api/asyncapi.ts';
import { openApi } from '../../shared/api/openapi.ts';
import { operations } from '../../shared/api/operations.ts';
import { processors } from '../../shared/policy/processors.ts';

/** Every HTTP trigger, as functions/main.ts registers it with the host: its name, its call, and who may make it. */
const triggers: string[] = [];
beforeAll(async () => {
  vi.spyOn(app, 'http').mockImplementation((name, { methods = [], route = '', authLevel }) => {
    const [method = ''] = methods;
    // A part that has to be empty is how Azure takes the root for a route.
    const path = route.replace(/\{\w+:maxlength\(0\)\?\}/, '');
    triggers.push(line(name, `${method} /${path}`, authLevel === 'function'));
  });
  await import('../../functions/main.ts');
});

function line(name: string, call: string, needsKey: boolean): string {
  return `${name}: ${call}${needsKey ? ' with a key' : ''}`;
}

const plain = <Document>(document: Document): Document => JSON.parse(JSON.stringify(document));

describe('the description of the calls', () => {
  test('is valid OpenAPI 3.1', async () => {
    expect(await new Validator().validate({ ...plain(openApi()) })).toEqual({ valid: true });
  });

  test('has every trigger, and no call that is none', () => {
    const described = operations.map(({ id, call, access }) => line(id, call, access === 'function-key'));
    expect(triggers.length).toBeGreaterThan(0);
    expect(triggers.filter((each) => !described.includes(each))).toEqual([]);
    expect(described.filter((each) => !triggers.includes(each))).toEqual([]);
  });

  test('gives examples that it allows itself', () => {
    const document = plain(openApi());
    const ajv = new Ajv2020({ strict: false });
    addFormats.default(ajv);
    ajv.addSchema(document, 'openapi', undefined, false);
    const wrong = contentsOf(document).filter(
      ({ schema, example }) =>
        example !== undefined &&
        !ajv.validate(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')), example),
    );
    expect(wrong.map(({ operationId, type }) => `${operationId} ${type}`)).toEqual([]);
  });

  test('refers to nothing that is not there', () => {
    const document = plain(openApi());
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    const { schemas, responses } = document.components;
    const missing = references.filter(
      ([, kind, name = '']) => !(name in (kind === 'schemas' ? schemas : responses)),
    );
    expect(references.length).toBeGreaterThan(0);
    expect(missing.map(([reference]) => reference)).toEqual([]);
  });
});

function contentsOf(document: ReturnType<typeof openApi>) {
  const described = Object.values(document.paths).flatMap((methods) => Object.values(methods));
  return described.flatMap(({ operationId, requestBody, responses }) => {
    const answers = Object.values(responses).flatMap((answer) => ('$ref' in answer ? [] : [answer.content]));
    return [requestBody?.content, ...answers].flatMap((content) =>
      Object.entries(content ?? {}).map(([type, { schema, example }]) => ({
        operationId,
        type,
        schema,
        example,
      })),
    );
  });
}

describe('the description of the events', () => {
  test('is valid AsyncAPI 3.0', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const schema: object = specs.schemasWithoutId['3.0.0'];
    const isValid = ajv.compile(schema);
    isValid(plain(asyncApi()));
    expect(isValid.errors).toBe(null);
  });

  test('gives examples that it allows itself', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const wrong = Object.values(asyncApi().components.messages).filter(({ payload, examples }) =>
      examples.some((example) => !ajv.validate(payload, plain(example.payload))),
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });

  test.each(
    serviceBus.UserConfig.Namespaces.flatMap(({ Topics }) => Topics).flatMap(({ Name, Subscriptions }) =>
      Subscriptions.map((subscription) => [`${Name}.${subscription.Name}`, subscription] as const),
    ),
  )('says of %s what its filter lets through', (channel, { Rules }) => {
    const { channels, components } = asyncApi();
    const filters = Rules.map(({ Properties }) => parseFilter(Properties.SqlFilter.SqlExpression));
    const canPass = (type: string) =>
      [...Object.keys(processors), null].some((processor) => {
        const facts = {
          user: new Map([
            ['type', type],
            ['processor', processor],
          ]),
          system: new Map(),
        };
        return filters.some((filter) => evaluate(filter, facts) === true);
      });
    const passed = Object.values(components.messages).filter(
      ({ name, title }) => !name.startsWith('incoming.') && canPass(title),
    );
    expect(Object.keys(channels[channel]?.messages ?? {})).toEqual(passed.map(({ name }) => name));
    expect(passed.length).toBeGreaterThan(0);
  });
});
