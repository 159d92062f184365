import { createHash } from 'node:crypto';
import { traces } from './person.ts';

/** Something that must not be there: what it tells of the canary, how it is written, and the bytes as Latin-1. */
export interface Needle {
  readonly what: string;
  readonly encoding: string;
  readonly bytes: string;
}

/** A needle that was found, with a little of what stands around it. */
export interface Finding {
  readonly what: string;
  readonly encoding: string;
  readonly around: string;
}

/** A text in every way in which bytes at rest or on the wire may hold it; bytes are written as Latin-1. */
export const encodings: Readonly<Record<string, (text: string) => readonly string[]>> = {
  'UTF-8': (text) => [utf8(text).toString('latin1')],
  'Latin-1': (text) => [Buffer.from(text, 'latin1').toString('latin1')],
  'UTF-16LE': (text) => [utf16(text).toString('latin1')],
  'UTF-16BE': (text) => [utf16(text).swap16().toString('latin1')],
  'JSON escapes': (text) => [text.replaceAll(/[^ -~]/g, jsonEscape)],
  'URL encoding': (text) => [encodeURIComponent(text)],
  'form encoding': (text) => [new URLSearchParams({ '': text }).toString().slice(1)],
  base64: (text) => alignments(utf8(text), 'base64'),
  base64url: (text) => alignments(utf8(text), 'base64url'),
  'base64 of other encodings': (text) => inOtherEncodings(text, 'base64'),
  'base64url of other encodings': (text) => inOtherEncodings(text, 'base64url'),
  'base64 in a URL': (text) => alignments(utf8(text), 'base64').map(encodeURIComponent),
  'URL encoding, twice': (text) => [encodeURIComponent(encodeURIComponent(text))],
  'quoted-printable': (text) => [
    encodeURIComponent(text)
      .replaceAll(/%(?:20|40|2B)/g, decodeURIComponent)
      .replaceAll('%', '='),
  ],
  hex: (text) => [utf8(text).toString('hex')],
  // A digest without a key is undone by trying: there are only so many phone numbers.
  'a plain digest': (text) =>
    ['sha256', 'sha1', 'md5'].flatMap((algorithm) => {
      const digest = createHash(algorithm).update(text).digest();
      return (['hex', 'base64', 'base64url', 'latin1'] as const).map((form) => digest.toString(form));
    }),
};

/** Every needle that does not hold another: where the longer one stands, the shorter one is found. */
export const needles: readonly Needle[] = withoutLonger(
  Object.entries(traces).flatMap(([what, texts]) => texts.flatMap((text) => needlesOf(what, text))),
);

/** Needles of a text in each encoding. */
export function needlesOf(what: string, text: string): Needle[] {
  const cases = new Set([text, text.toLowerCase(), text.toUpperCase()]);
  return Object.entries(encodings).flatMap(([encoding, encode]) =>
    [...cases].flatMap(encode).map((bytes) => ({ what, encoding, bytes: fold(bytes) })),
  );
}

/** What of the needles is in the content, each once. */
export function findNeedles(content: string | Buffer, searched: readonly Needle[] = needles): Finding[] {
  const haystack = fold((typeof content === 'string' ? utf8(content) : content).toString('latin1'));
  return searched.flatMap(({ what, encoding, bytes }) => {
    const at = haystack.indexOf(bytes);
    if (at === -1) return [];
    const around = haystack.slice(Math.max(0, at - 80), at + bytes.length + 40).replaceAll(/[^ -~]+/g, '·');
    return [{ what, encoding, around }];
  });
}

/** Case does not hide anything: the same for needle and haystack, one character a byte. */
function fold(latin1: string): string {
  return latin1.toLowerCase();
}

function withoutLonger(all: readonly Needle[]): Needle[] {
  const shortestFirst = all.toSorted((one, other) => one.bytes.length - other.bytes.length);
  const kept: Needle[] = [];
  for (const needle of shortestFirst) {
    if (!kept.some(({ bytes }) => needle.bytes.includes(bytes))) kept.push(needle);
  }
  return kept;
}

function utf8(text: string): Buffer {
  return Buffer.from(text, 'utf8');
}

function utf16(text: string): Buffer {
  return Buffer.from(text, 'utf16le');
}

function jsonEscape(character: string): string {
  return String.raw`\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** A token that is the base64 of JSON, of a URL, or of a string as Windows writes it. */
function inOtherEncodings(text: string, variant: 'base64' | 'base64url'): string[] {
  const spellings = [
    utf8(text.replaceAll(/[^ -~]/g, jsonEscape)),
    utf8(encodeURIComponent(text)),
    utf16(text),
  ];
  return spellings.flatMap((bytes) => alignments(bytes, variant));
}

/** The characters that any base64 text has which holds these bytes: by where they start in a group of three. */
function alignments(bytes: Buffer, variant: 'base64' | 'base64url'): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString(variant);
    return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
  });
}
