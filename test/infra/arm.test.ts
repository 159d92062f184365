import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../local/cosmos/json.ts';
import { deploy } from './arm/deploy.ts';
import { callsIn, expressionIn } from './arm/expression.ts';

/** The value of an expression in a template that has a little of everything. */
function valueOf(expression: string): unknown {
  const template = {
    parameters: {
      stage: { type: 'object' },
      absent: { type: 'string', defaultValue: "[format('{0}!', 'none')]" },
    },
    variables: {
      names: { app: "[format('func-{0}', parameters('stage').name)]" },
      copy: [{ name: 'squares', count: 3, input: "[add(copyIndex('squares'), 10)]" }],
    },
    functions: [
      {
        namespace: '__bicep',
        members: {
          shout: {
            parameters: [{ name: 'word', type: 'string' }],
            output: { type: 'string', value: "[format('{0}!', __bicep.small(parameters('word')))]" },
          },
          small: {
            parameters: [{ name: 'word', type: 'string' }],
            output: { type: 'string', value: "[toLower(parameters('word'))]" },
          },
        },
      },
    ],
    resources: {},
    outputs: { result: { type: 'string', value: expression } },
  };
  const stage = { name: 'dev', sizes: [1, 2, 3], user: null };
  const { result } = deploy(template, { stage }, 'group').outputs as {
    readonly result: { readonly value: Json };
  };
  return result.value;
}

describe('an expression', () => {
  test.each<[string, unknown]>([
    ['plain text', 'plain text'],
    ['[[not an expression]', '[not an expression]'],
    ["['it''s']", "it's"],
    ["[parameters('stage').sizes[1]]", 2],
    ["[parameters('absent')]", 'none!'],
    ["[variables('names').app]", 'func-dev'],
    ["[variables('squares')]", [10, 11, 12]],
    ["[format('{0}-{1}-{0}', 'a', 2)]", 'a-2-a'],
    ["[if(equals(1, 2), fail('never'), 'otherwise')]", 'otherwise'],
    ["[tryGet(parameters('stage'), 'sizes', 0)]", 1],
    ["[tryGet(tryGet(parameters('stage'), 'none'), 'less')]", null],
    ["[coalesce(tryGet(parameters('stage'), 'user'), 'nobody')]", 'nobody'],
    ["[map(parameters('stage').sizes, lambda('size', add(lambdaVariables('size'), 1)))]", [2, 3, 4]],
    ["[filter(createArray('a', 'b'), lambda('x', equals(lambdaVariables('x'), 'b')))]", ['b']],
    ["[toObject(createArray('a'), lambda('x', lambdaVariables('x')), lambda('x', true()))]", { a: true }],
    [
      "[map(createArray('a'), lambda('x', map(createArray('b'), lambda('y', format('{0}{1}', lambdaVariables('x'), lambdaVariables('y'))))))]",
      [['ab']],
    ],
    [
      "[items(createObject('b', 2, 'a', 1))]",
      [
        { key: 'a', value: 1 },
        { key: 'b', value: 2 },
      ],
    ],
    ["[shallowMerge(createArray(createObject('a', 1), createObject('a', 2, 'b', 3)))]", { a: 2, b: 3 }],
    ["[union(createArray('a', 'b'), createArray('b'))]", ['a', 'b']],
    ["[flatten(createArray(createArray('a'), createArray()))]", ['a']],
    ["[indexOf(createArray('a', 'b'), 'b')]", 1],
    ["[join(split('a/b', '/'), '-')]", 'a-b'],
    ["[replace(take('ABC', 2), 'A', skip('xyz', 2))]", 'zB'],
    ['[or(not(true()), and(true(), false()))]', false],
    ['[empty(createObject())]', true],
    ["[contains(createObject('each', 1), 'each')]", true],
    ['[length(createArray(null()))]', 1],
    ["[__bicep.shout('HELLO')]", 'hello!'],
    ['[resourceGroup().name]', 'group'],
    [
      "[resourceId('A.B/cs/ds', 'one', 'two')]",
      '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/group/providers/A.B/cs/one/ds/two',
    ],
  ])('%s', (expression, value) => {
    expect(valueOf(expression)).toEqual(value);
  });

  test('that is made of names gives the same name, and another for others', () => {
    const [guid, again, other] = ["[guid('a', 'b')]", "[guid('a', 'b')]", "[guid('a', 'c')]"].map(valueOf);
    expect(guid).toMatch(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/);
    expect(again).toBe(guid);
    expect(other).not.toBe(guid);
    expect(valueOf("[uniqueString('a')]")).toHaveLength(13);
  });

  test.each([
    ['[unknown()]', 'unknown is not known'],
    ["[parameters('none')]", 'none is not declared'],
    ["[variables('none')]", 'no variable none'],
    ["[parameters('stage').none]", 'there is no "none"'],
    ["[parameters('stage').sizes[7]]", 'there is no 7'],
    ['[toLower(1)]', 'expects a text'],
    ["[if('yes', 1, 2)]", 'expects a truth value'],
    ['[copyIndex()]', 'outside of its loop'],
    ["[lambdaVariables('x')]", 'outside of it'],
    ["[fail('for a reason')]", 'for a reason'],
    ["[resourceId('A.B/cs/ds', 'one')]", 'is not named by one'],
    ['[format(]', 'expects a name'],
    ["[format('a') 'b']", 'goes on'],
    ['[format(#)]', 'something unknown'],
    ["[format('a' 'b')]", 'expects ,'],
  ])('%s is refused', (expression, why) => {
    expect(() => valueOf(expression)).toThrow(why);
  });

  test('is read with all the calls in it', () => {
    const expression = expressionIn(
      "[first(listKeys(resourceId('a/b', 'c'), '2025').keys[add(0, 0)].value)]",
    );
    expect(expression && callsIn(expression)).toEqual(['first', 'listKeys', 'resourceId', 'add']);
  });
});

describe('a deployment', () => {
  const inner: JsonObject = {
    parameters: { names: { type: 'array' } },
    resources: {
      account: { existing: true, type: 'Microsoft.KeyVault/vaults', apiVersion: '1', name: 'own' },
      boxes: {
        copy: { name: 'boxes', count: "[length(parameters('names'))]" },
        type: 'A.B/boxes',
        apiVersion: '1',
        name: "[parameters('names')[copyIndex()]]",
        properties: {
          from: "[reference('account').vaultUri]",
          copy: [
            { name: 'ways', count: 2, input: { to: "[format('{0}{1}', copyIndex(), copyIndex('ways'))]" } },
          ],
        },
      },
      label: {
        type: 'A.B/labels',
        apiVersion: '1',
        name: 'x',
        scope: "[resourceId('A.B/boxes', 'one')]",
        '@options': { onlyIfNotExists: [] },
      },
      none: { condition: false, type: 'A.B/none', apiVersion: '1', name: "[fail('it is not made')]" },
    },
    outputs: { first: { type: 'string', value: "[parameters('names')[0]]" } },
  };
  const module = (names: Json, further: JsonObject = {}): JsonObject => ({
    type: 'Microsoft.Resources/deployments',
    apiVersion: '1',
    name: 'x',
    resourceGroup: 'group',
    properties: { parameters: { names: { value: names } }, template: inner },
    ...further,
  });
  const outer = {
    resources: {
      second: module(["[reference('first').outputs.first.value]"]),
      first: module(['one', 'two']),
      third: module([], { condition: false }),
    },
  };
  const { resources } = deploy(outer, {});

  test('goes into modules, each where it is to go', () => {
    const group = '/subscriptions/00000000-0000-4000-8000-000000000001/resourceGroups/group/providers';
    expect(resources.map(({ path, id }) => [path, id])).toEqual([
      ['second/account', `${group}/Microsoft.KeyVault/vaults/own`],
      ['second/boxes', `${group}/A.B/boxes/one`],
      ['second/label', `${group}/A.B/boxes/one/providers/A.B/labels/x`],
      ['first/account', `${group}/Microsoft.KeyVault/vaults/own`],
      ['first/boxes', `${group}/A.B/boxes/one`],
      ['first/boxes', `${group}/A.B/boxes/two`],
      ['first/label', `${group}/A.B/boxes/one/providers/A.B/labels/x`],
    ]);
  });

  test('goes through loops, of resources and inside of them', () => {
    expect(resources[5]?.properties).toEqual({
      from: 'https://own.vault.azure.net/',
      ways: [{ to: '10' }, { to: '11' }],
    });
  });

  test('knows what is only made where there is none, and what is only named', () => {
    const kinds = resources.map(({ type, onlyIfNotExists, existing }) => [type, onlyIfNotExists, existing]);
    expect(kinds.slice(0, 3)).toEqual([
      ['Microsoft.KeyVault/vaults', false, true],
      ['A.B/boxes', false, false],
      ['A.B/labels', true, false],
    ]);
  });

  test.each<[string, JsonObject, string]>([
    [
      'a parameter too many',
      { parameters: { other: { value: 1 } }, template: inner },
      'there is no parameter other',
    ],
    ['a parameter too few', { parameters: {}, template: inner }, 'first/: the parameter names is not given'],
  ])('refuses %s', (_, properties, why) => {
    const template = { resources: { first: module([], { properties }) } };
    expect(() => deploy(template, {})).toThrow(why);
  });
});
