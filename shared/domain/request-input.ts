import type { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { type Locale, locales } from '../policy/register.ts';
import { type Right, requestRules, rightNames } from '../policy/rights.ts';
import { dayOf } from './calendar.ts';
import { type Contact, contactFields, contactShape } from './contact.ts';
import { because, missingOr, optionalDate, optionalText } from './field.ts';
import type { SubjectId } from './id.ts';
import { type FieldError, invalid, type Parsed, parse } from './invalid.ts';
import { isObject } from './is-object.ts';
import { namesThePerson } from './names-the-person.ts';
import type { RequestContact } from './request.ts';

/** What somebody asks for, and who says so. */
export interface StatedRequest {
  readonly right: Right;
  readonly contact: RequestContact;
  /** Of a rectification: the fields that are wrong, as they should be. */
  readonly corrections?: Partial<Contact> | undefined;
  readonly locale: Locale;
  /** The day it came in, in Norway. */
  readonly receivedOn: string;
}

/** What staff type in for somebody who wrote or called. */
export interface StaffRequest extends StatedRequest {
  /** By what it was shown who asks, if it was; names nobody. */
  readonly identity?: string | undefined;
  /** Whom it is about, where the address or number does not say so. */
  readonly about?: SubjectId | undefined;
}

const shape = {
  right: z.enum(rightNames, missingOr('unknown-right')),
  email: contactShape.email,
  phone: contactShape.phone,
  locale: z
    .union([z.enum(locales), z.literal('')], because('unknown-locale'))
    .nullish()
    .transform((locale) => locale || ('nb' as const)),
  /** People do not see this field; only a program that fills in everything does. */
  website: z.literal('', because('must-be-empty')).nullish(),
};

/** Whom it is about, where staff know; an empty field of a form says nothing. */
export const statedSubject = z
  .union([z.uuid(because('not-an-id')), z.literal('', because('not-an-id'))], because('not-an-id'))
  .nullish()
  .transform((id) => (id ? (id as SubjectId) : undefined));

export const requestSchema = z.object(shape, because('not-an-object'));
export const staffRequestSchema = z.object(
  {
    ...shape,
    receivedOn: optionalDate,
    identity: optionalText(200),
    subjectId: statedSubject,
  },
  because('not-an-object'),
);
export const correctionsSchema = z.object(contactShape, because('not-an-object'));

const correctionFields = contactFields.map((field) => `corrections.${field}` as const);

/** The fields that a form for a request can have. */
export const requestFields: readonly string[] = [...Object.keys(shape), ...correctionFields];
export const staffRequestFields: readonly string[] = [
  ...requestFields,
  'receivedOn',
  'identity',
  'subjectId',
];

/**
 * Reads what a person asks for: `right`, `email` or `phone`, `locale`, and for a rectification `corrections`, as an object
 * or as the fields `corrections.name` and so on. Corrections that come with another right are left behind here.
 */
export function parseRequest(input: unknown, at: Temporal.Instant): Parsed<StatedRequest> {
  const parsed = parse(requestSchema, input);
  const corrections = parseCorrections(input);
  if (parsed.outcome === 'invalid' || corrections.outcome === 'invalid')
    return allInvalid(parsed, corrections);
  const contact = contactOf(parsed.value);
  if (contact === undefined) return noContact;
  const { right, locale } = parsed.value;
  const receivedOn = dayOf(at).toString();
  return { outcome: 'valid', value: { right, contact, ...corrections.value, locale, receivedOn } };
}

/** Reads what staff type in, beside that the day it came in, and by what it was shown who asks. */
export function parseStaffRequest(input: unknown, at: Temporal.Instant): Parsed<StaffRequest> {
  const parsed = parse(staffRequestSchema, input);
  const corrections = parseCorrections(input);
  if (parsed.outcome === 'invalid' || corrections.outcome === 'invalid')
    return allInvalid(parsed, corrections);
  const contact = contactOf(parsed.value);
  if (contact === undefined) return noContact;
  const { right, locale, identity, subjectId: about } = parsed.value;
  const { receivedOn = dayOf(at).toString() } = parsed.value;
  const errors: FieldError[] = [];
  if (receivedOn > dayOf(at).toString()) errors.push({ pointer: '/receivedOn', reason: 'in-the-future' });
  if (receivedOn < dayOf(at).subtract(requestRules.extended).toString()) {
    errors.push({ pointer: '/receivedOn', reason: 'too-far-away' });
  }
  const request = { right, contact, ...corrections.value, locale, receivedOn };
  if (identity !== undefined && namesWhoAsks(identity, request)) {
    errors.push({ pointer: '/identity', reason: 'names-the-person' });
  }
  // Whom it is about is only said of somebody whose identity was shown.
  if (about !== undefined && identity === undefined) errors.push({ pointer: '/identity', reason: 'missing' });
  if (errors.length > 0) return invalid(...errors);
  return { outcome: 'valid', value: { ...request, identity, about } };
}

/**
 * Whether a text that stays names whoever asks: by an address, the number, what is to be corrected, or what is held of the
 * people that it may be.
 */
export function namesWhoAsks(
  text: string,
  {
    contact,
    corrections = {},
    held = [],
  }: {
    readonly contact?: RequestContact | undefined;
    readonly corrections?: Partial<Contact> | undefined;
    readonly held?: readonly Contact[] | undefined;
  },
): boolean {
  const known = [{ ...contact }, corrections, ...held];
  return namesThePerson(text, {
    emails: known.map(({ email }: Contact) => email),
    phones: known.map(({ phone }: Contact) => phone),
    names: known.flatMap(({ name, company }: Contact) => [name, company]),
  });
}

const noContact = invalid({ pointer: '/email', reason: 'one-of-email-and-phone' });

function contactOf({ email, phone }: Contact): RequestContact | undefined {
  if (email !== undefined && phone === undefined) return { email };
  if (phone !== undefined && email === undefined) return { phone };
  return undefined;
}

type ParsedCorrections = Parsed<Pick<StatedRequest, 'corrections'>>;

function parseCorrections(input: unknown): ParsedCorrections {
  if (!isObject(input) || input['right'] !== 'rectification') return { outcome: 'valid', value: {} };
  const given = correctionFields.flatMap((name, index) =>
    name in input ? [[contactFields[index], input[name]] as const] : [],
  );
  const stated = input['corrections'] ?? Object.fromEntries(given);
  const parsed = parse(correctionsSchema, stated, '/corrections');
  if (parsed.outcome === 'invalid') return parsed;
  const wanted = contactFields.filter((field) => parsed.value[field] !== undefined);
  if (wanted.length === 0) return invalid({ pointer: '/corrections', reason: 'missing' });
  const corrections = Object.fromEntries(wanted.map((field) => [field, parsed.value[field]] as const));
  return { outcome: 'valid', value: { corrections } };
}

function allInvalid(...all: readonly Parsed<unknown>[]) {
  return invalid(...all.flatMap((parsed) => (parsed.outcome === 'invalid' ? parsed.errors : [])));
}
