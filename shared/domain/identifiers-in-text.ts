import { emailIdentifier, type Identifier, parsePhone, phoneIdentifier } from './identifier.ts';
import { readingsOf } from './unescaped.ts';

/**
 * Every e-mail address and phone number that a text may hold, however it is escaped, each once. It finds too much
 * rather than too little: `mailto:a@example.test` may be one address or end in one, and both are returned; whoever
 * compares keys sees which is meant. An address that continues to the left or right is another address.
 */
export function identifiersInText(text: string): Identifier[] {
  const readings = readingsOf(text);
  const emails = new Set(readings.flatMap((reading) => [...emailsIn(reading)]));
  const numbers = new Set(readings.flatMap((reading) => [...numbersIn(reading)]));
  const phones = new Set([...numbers].map(parsePhone).filter((phone) => phone !== undefined));
  return [...[...emails].map((email) => emailIdentifier(email)), ...[...phones].map(phoneIdentifier)];
}

/** UTF-16 units on either side of an `@`: the intake takes 64 characters before it and 255 after it. */
const localReach = 128;
const domainReach = 255;
/** What an address cannot stop or begin at; anything else may be part of it or stand next to it. */
const stray = /[^\p{L}\p{M}\p{N}._+-]/gu;
/** A domain may have been mistyped, `example.test>`, and taken so: this many such characters may be part of it. */
const strayInDomain = 3;

/** The name of a file may go on after the domain: `kari@example.test.json`. */
const fileEnding = /\.(?:csv|eml|html?|json|log|md|msg|pdf|txt|xlsx?|xml|ya?ml|zip)$/i;

function* emailsIn(text: string): Iterable<string> {
  let [last, at] = [-1, text.indexOf('@')];
  while (at !== -1) {
    const next = text.indexOf('@', at + 1);
    const before = text.slice(Math.max(last + 1, at - localReach), at).split(/[\s"]/u);
    const after = text.slice(at + 1, Math.min(next === -1 ? Infinity : next, at + 1 + domainReach));
    const domains = domainsIn(after.split(/\s/u, 1)[0] ?? '');
    for (const local of localPartsIn(before.at(-1) ?? '')) {
      for (const domain of domains) yield `${local}@${domain}`;
    }
    [last, at] = [at, next];
  }
}

/** The ends of a text that may be a local part: all of it, and what comes after a character that may precede one. */
function localPartsIn(before: string): Set<string> {
  const starts = [...before.matchAll(stray)].map(({ 0: character, index }) => index + character.length);
  const parts = [0, ...starts].map((start) => before.slice(start));
  return withoutEmpty([...parts, ...parts.map((part) => part.replace(/^[._+-]+/, ''))]);
}

/** The beginnings of a text that may be a domain, with and without the full stop of a sentence. */
function domainsIn(after: string): Set<string> {
  const ends = [...[...after.matchAll(stray)].map(({ index }) => index), after.length];
  const parts = ends.slice(0, 1 + strayInDomain).map((end) => after.slice(0, end));
  const whole = parts.map((part) => part.replace(/[._+-]{1,8}$/, ''));
  return withoutEmpty([...parts, ...whole, ...whole.map((part) => part.replace(fileEnding, ''))]);
}

function withoutEmpty(parts: readonly string[]): Set<string> {
  return new Set(parts.filter((part) => part !== ''));
}

/**
 * Digits as people write a number; a plus may also be the space of a form. UUIDs and dates are read first, and are
 * none: every document has some, and their digits would be somebody's number now and then.
 */
const runsOfDigits =
  /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?:19|20)\d\d-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])(?:[T ]\d\d:[\d:.]{2,20})?(?!\d)|((?<![\p{L}\p{N}])\+?\d(?:[\s().\-/+]{0,3}\d)*(?![\p{L}\p{N}]))/giu;
/** E.164 has 15 digits at most; two more begin a number written as from abroad. */
const mostDigits = 17;
/** A shorter number that names no country is any number: five digits may be anything that is counted. */
const leastDigits = { international: 5, national: 8 };

function* numbersIn(text: string): Iterable<string> {
  for (const [, run] of text.matchAll(runsOfDigits)) {
    if (run === undefined || run.length < leastDigits.international) continue;
    const groups = run.match(/\+?\d+/g) ?? [];
    for (const start of groups.keys()) yield* numbersFrom(groups.slice(start, start + mostDigits));
  }
}

/**
 * What begins with the first group: a number may stand between others. So the end of a foreign number that is
 * written with gaps is found as well, as if it were Norwegian.
 */
function* numbersFrom(groups: readonly string[]): Iterable<string> {
  const international = groups[0]?.startsWith('+') ?? false;
  let digits = '';
  for (const group of groups) {
    digits += group.replace('+', '');
    if (digits.length > mostDigits) return;
    if (international && digits.length >= leastDigits.international) yield `+${digits}`;
    if (digits.length >= leastDigits.national) yield digits;
  }
}
