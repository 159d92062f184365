import { isObject, type Json, type JsonObject } from '../../../local/cosmos/json.ts';
import { type Expression, expressionIn } from './expression.ts';
import { functions, isTrue, listOf, numberOf, objectOf, partOf, textOf } from './functions.ts';

/** What a template knows of itself and of where it goes: functions by their names. */
export type Scope = Readonly<Record<string, (...operands: readonly Json[]) => Json>>;

/** Names that are bound where an expression stands. */
export interface Bound {
  readonly lambda: JsonObject;
  /** How many times a loop has gone round, by its name; `''` is the one that a resource stands in. */
  readonly copy: Readonly<Record<string, number>>;
}

export const nothingBound: Bound = { lambda: {}, copy: {} };

/** What a part of a template comes to: its expressions evaluated, its loops gone through. */
export function valueOf(json: Json | undefined, scope: Scope, bound: Bound = nothingBound): Json {
  if (typeof json === 'string') {
    const expression = expressionIn(json);
    return expression === undefined ? json.replace(/^\[\[/, '[') : evaluate(expression, scope, bound);
  }
  if (Array.isArray(json)) return (json as readonly Json[]).map((member) => valueOf(member, scope, bound));
  if (!isObject(json)) return json ?? null;
  const { copy, ...others } = json;
  const isLoop = Array.isArray(copy);
  const entries = Object.entries(isLoop ? others : json).map(([name, value]): [string, Json] => [
    textOf(valueOf(name, scope, bound)),
    valueOf(value, scope, bound),
  ]);
  return { ...Object.fromEntries(entries), ...(isLoop ? loops(copy, scope, bound) : {}) };
}

/** Lists that are written as a count and what each member is. */
export function loops(copies: readonly Json[], scope: Scope, bound: Bound = nothingBound): JsonObject {
  const lists = copies.map(objectOf).map(({ name, count, input }): [string, Json] => {
    const loop = textOf(name);
    const length = numberOf(valueOf(count, scope, bound));
    const memberAt = (_: unknown, at: number) =>
      valueOf(input, scope, { ...bound, copy: { ...bound.copy, [loop]: at } });
    return [loop, Array.from({ length }, memberAt)];
  });
  return Object.fromEntries(lists);
}

function evaluate(expression: Expression, scope: Scope, bound: Bound): Json {
  switch (expression.kind) {
    case 'literal':
      return expression.value;
    case 'part': {
      const key = evaluate(expression.key, scope, bound);
      const part = partOf(evaluate(expression.whole, scope, bound), key);
      if (part === undefined) throw new Error(`there is no ${JSON.stringify(key)}`);
      return part;
    }
    case 'call': {
      const { name, operands } = expression;
      const form = forms[name];
      if (form !== undefined) return form(operands, scope, bound);
      const known = scope[name] ?? functions[name];
      if (known === undefined) throw new Error(`the function ${name} is not known here`);
      return known(...operands.map((operand) => evaluate(operand, scope, bound)));
    }
  }
}

type Form = (operands: readonly Expression[], scope: Scope, bound: Bound) => Json;

/** What decides itself which of its operands are evaluated, and how often. */
const forms: Readonly<Record<string, Form>> = {
  if: ([condition, then, otherwise], scope, bound) =>
    evaluate(present(isTrue(evaluate(present(condition), scope, bound)) ? then : otherwise), scope, bound),

  copyIndex: ([loop], scope, bound) => {
    const index = bound.copy[loop === undefined ? '' : textOf(evaluate(loop, scope, bound))];
    if (index === undefined) throw new Error('copyIndex stands outside of its loop');
    return index;
  },

  lambdaVariables: ([name], scope, bound) => {
    const value = bound.lambda[textOf(evaluate(present(name), scope, bound))];
    if (value === undefined) throw new Error('a variable of a lambda stands outside of it');
    return value;
  },

  map: ([list, lambda], scope, bound) =>
    membersOf(list, scope, bound).map((member) => applied(lambda, member, scope, bound)),

  filter: ([list, lambda], scope, bound) =>
    membersOf(list, scope, bound).filter((member) => isTrue(applied(lambda, member, scope, bound))),

  toObject: ([list, key, value], scope, bound) =>
    Object.fromEntries(
      membersOf(list, scope, bound).map((member) => [
        textOf(applied(key, member, scope, bound)),
        value === undefined ? member : applied(value, member, scope, bound),
      ]),
    ),
};

function membersOf(list: Expression | undefined, scope: Scope, bound: Bound): readonly Json[] {
  return listOf(evaluate(present(list), scope, bound));
}

function applied(lambda: Expression | undefined, member: Json, scope: Scope, bound: Bound): Json {
  if (lambda?.kind !== 'call' || lambda.name !== 'lambda') throw new Error('a lambda is missing');
  const [name, body] = lambda.operands;
  const variable = textOf(evaluate(present(name), scope, bound));
  return evaluate(present(body), scope, { ...bound, lambda: { ...bound.lambda, [variable]: member } });
}

function present(operand: Expression | undefined): Expression {
  if (operand === undefined) throw new Error('an operand is missing');
  return operand;
}
