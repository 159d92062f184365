import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json, type JsonObject } from '../../../local/cosmos/json.ts';

/**
 * The functions of ARM templates that know nothing of the deployment, as far as Bicep writes them here. What they are
 * given decides; what they are not made for is refused.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
 */
export const functions: Readonly<Record<string, (...operands: readonly Json[]) => Json>> = {
  true: () => true,
  false: () => false,
  null: () => null,
  not: (truth) => !isTrue(truth),
  and: (...truths) => truths.every(isTrue),
  or: (...truths) => truths.some(isTrue),
  equals: (one, other) => isDeepStrictEqual(one, other),
  coalesce: (...values) => values.find((value) => value !== null) ?? null,
  empty: (value) => (value ?? null) === null || lengthOf(value) === 0,
  length: (value) => lengthOf(value),
  add: (one, other) => numberOf(one) + numberOf(other),

  format: (text, ...values) =>
    textOf(text).replaceAll(/\{(\d+)\}/g, (_, place: string) => writtenOut(values[Number(place)])),
  toLower: (text) => textOf(text).toLowerCase(),
  replace: (text, what, by) => textOf(text).replaceAll(textOf(what), textOf(by)),
  split: (text, by) => textOf(text).split(textOf(by)),
  join: (list, by) => listOf(list).map(textOf).join(textOf(by)),
  take: (value, count) => cut(value, 0, numberOf(count)),
  skip: (value, count) => cut(value, numberOf(count)),

  createArray: (...values) => values,
  flatten: (lists) => listOf(lists).flatMap(listOf),
  indexOf: (list, value) => listOf(list).findIndex((member) => isDeepStrictEqual(member, value)),
  contains: (whole, part) => {
    if (isObject(whole)) return Object.hasOwn(whole, textOf(part));
    return typeof whole === 'string' ? whole.includes(textOf(part)) : listOf(whole).includes(part ?? null);
  },
  union: (...lists) => {
    const members = lists.flatMap(listOf);
    return members.filter(
      (member, at) => members.findIndex((other) => isDeepStrictEqual(other, member)) === at,
    );
  },

  createObject: (...namesAndValues) =>
    Object.fromEntries(
      namesAndValues.flatMap((name, at) =>
        at % 2 === 0 ? [[textOf(name), namesAndValues[at + 1] ?? null]] : [],
      ),
    ),
  shallowMerge: (objects) => Object.assign({}, ...listOf(objects).map(objectOf)) as JsonObject,
  /** In the order of the names. */
  items: (object) =>
    Object.entries(objectOf(object))
      .map(([key, value]) => ({ key, value }))
      .toSorted((one, other) => (one.key < other.key ? -1 : 1)),
  tryGet: (whole, ...keys) => keys.reduce<Json>((value, key) => partOf(value, key) ?? null, whole ?? null),

  /** Made of what they are given, like Azure's, and not the same. */
  uniqueString: (...values) => digestOf(values).slice(0, 13),
  guid: (...values) => digestOf(values).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
  utcNow: (pattern) => textOf(pattern).replace('yyyy', '2031').replace('MM', '05'),

  fail: (why) => {
    throw new Error(textOf(why));
  },
};

/** A property or a member; undefined where there is none. */
export function partOf(whole: Json, key: Json | undefined): Json | undefined {
  if (Array.isArray(whole)) return (whole as readonly Json[])[numberOf(key)];
  return isObject(whole) && Object.hasOwn(whole, textOf(key)) ? whole[textOf(key)] : undefined;
}

export function isTrue(value: Json | undefined): boolean {
  if (typeof value === 'boolean') return value;
  throw unfit('a truth value', value);
}

export function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  throw unfit('a text', value);
}

export function numberOf(value: Json | undefined): number {
  if (typeof value === 'number') return value;
  throw unfit('a number', value);
}

export function listOf(value: Json | undefined): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[];
  throw unfit('a list', value);
}

export function objectOf(value: Json | undefined): JsonObject {
  if (isObject(value)) return value;
  throw unfit('an object', value);
}

function lengthOf(value: Json | undefined): number {
  if (isObject(value)) return Object.keys(value).length;
  return typeof value === 'string' ? value.length : listOf(value).length;
}

function cut(value: Json | undefined, from: number, to?: number): Json {
  return typeof value === 'string' ? value.slice(from, to) : listOf(value).slice(from, to);
}

function writtenOut(value: Json | undefined): string {
  return typeof value === 'number' ? String(value) : textOf(value);
}

function digestOf(values: readonly Json[]): string {
  return createHash('sha256').update(JSON.stringify(values)).digest('hex');
}

function unfit(expected: string, value: Json | undefined): TypeError {
  return new TypeError(`expects ${expected}, not ${JSON.stringify(value)}`);
}
