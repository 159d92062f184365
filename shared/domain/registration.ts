import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { locales, publicChannels, register, staffChannels } from '../policy/register.ts';
import { dayOf, endOfDay, lastDayOf, timestamp } from './calendar.ts';
import { questionEnd } from './consent.ts';
import { contactShape, givenFields, reachable } from './contact.ts';
import type { RegistrationDocument } from './document.ts';
import { event, type PrivacyEvent } from './event.ts';
import { because, optionalDate, optionalText } from './field.ts';
import type { EventId, RegistrationId, SubjectId } from './id.ts';
import { type FieldError, invalid, type Parsed, parse } from './invalid.ts';

/** Contact details somebody leaves (policy rows P1, P2), over any channel. */
export interface Registration {
  readonly channel: (typeof publicChannels)[number] | (typeof staffChannels)[number];
  readonly name?: string | undefined;
  readonly company?: string | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** Asks for Markedsnyheter. It is not consent yet: that takes an act of its own (policy rows P6, P14). */
  readonly marketing: boolean;
  /** The version of the policy that was shown (policy row P12). */
  readonly policyVersion?: string | undefined;
  readonly locale: (typeof locales)[number];
  /** Where a browser form wants to go afterwards; the border decides whether it may. */
  readonly redirect?: string | undefined;
  /** The day of submission: today for what comes in by itself, stated by staff for phone and e-mail. */
  readonly submittedOn: string;
}

const formFields = {
  ...contactShape,
  marketing: z
    .union([z.boolean(), z.enum(['on', 'off', 'true', 'false', ''])], because('not-a-choice'))
    .nullish()
    .transform((choice) => choice === true || choice === 'on' || choice === 'true')
    .describe('Asks for Markedsnyheter; it is not consent yet (policy rows P6, P14).'),
  policyVersion: optionalDate.describe('The version of the policy that was shown (policy row P12).'),
  locale: z
    .union([z.enum(locales), z.literal('')], because('unknown-locale'))
    .nullish()
    .transform((locale) => locale || 'nb'),
  redirect: optionalText(2000).describe('Where a browser goes on to, on one of our own sites.'),
  /** People do not see this field; only a program that fills in everything does. */
  website: z
    .literal('', because('must-be-empty'))
    .nullish()
    .describe('People do not see it and leave it empty.'),
};

const emailOrPhone = { path: ['email'], error: 'email-or-phone-missing' };

export const registrationSchema = z
  .object(
    { ...formFields, channel: z.enum(publicChannels, because('unknown-channel')) },
    because('not-an-object'),
  )
  .refine(reachable, emailOrPhone);

export const staffRegistrationSchema = z
  .object(
    {
      ...formFields,
      channel: z.enum(staffChannels, because('unknown-channel')),
      submittedOn: optionalDate.describe('The day of the call or the mail; today if it is not given.'),
    },
    because('not-an-object'),
  )
  .refine(reachable, emailOrPhone);

/** The fields a registration form can have. */
export const registrationFields: readonly string[] = [...Object.keys(formFields), 'channel', 'submittedOn'];

/** Reads what a web form or our software sent at `at`. */
export function parseRegistration(input: unknown, at: Temporal.Instant): Parsed<Registration> {
  return checkDates(parse(registrationSchema, input), at);
}

/** Reads what staff typed in at `at` after a phone call or an e-mail. */
export function parseStaffRegistration(input: unknown, at: Temporal.Instant): Parsed<Registration> {
  return checkDates(parse(staffRegistrationSchema, input), at);
}

type Undated = Omit<Registration, 'submittedOn'> & { readonly submittedOn?: string | undefined };

function checkDates(parsed: Parsed<Undated>, at: Temporal.Instant): Parsed<Registration> {
  if (parsed.outcome === 'invalid') return parsed;
  const today = dayOf(at).toString();
  const { submittedOn = today, policyVersion, ...rest } = parsed.value;
  const errors: FieldError[] = [];
  if (policyVersion !== undefined && policyVersion > today) {
    errors.push({ pointer: '/policyVersion', reason: 'in-the-future' });
  }
  if (submittedOn > today) errors.push({ pointer: '/submittedOn', reason: 'in-the-future' });
  if (submittedOn < today && Temporal.Instant.compare(registrationEnd(submittedOn), at) <= 0) {
    errors.push({ pointer: '/submittedOn', reason: 'past-its-retention' });
  }
  if (errors.length > 0) return invalid(...errors);
  return { outcome: 'valid', value: { ...rest, policyVersion, submittedOn } };
}

/** A registration is kept five years from the day of submission (policy row P9). */
function registrationEnd(submittedOn: string): Temporal.Instant {
  const period = Temporal.Duration.from(register.retention.registration.period);
  return endOfDay(lastDayOf(Temporal.PlainDate.from(submittedOn), period));
}

/** Whether staff typed it in. */
export function isTypedIn({ channel }: Pick<Registration, 'channel'>): boolean {
  return staffChannels.some((each) => each === channel);
}

/**
 * Whether it is there for Markedsnyheter and nothing else: then it is kept only until the question ends that is
 * mailed for it, unless the answer is yes (GDPR Art. 5(1)(c)).
 */
export function awaitsConfirmation({
  channel,
  marketing,
  email,
}: Pick<Registration, 'channel' | 'marketing' | 'email'>): boolean {
  return channel === 'newsletter' && marketing && email !== undefined;
}

/** A registration whose question was answered with yes: it is kept as long as any other. */
export function confirmed(document: RegistrationDocument): RegistrationDocument {
  return { ...document, eraseAfter: timestamp(registrationEnd(document.submittedOn)) };
}

/** Whether a registration still waits for that answer. */
export function isUnconfirmed(document: RegistrationDocument): boolean {
  return document.eraseAfter < confirmed(document).eraseAfter;
}

export interface NewRegistration {
  readonly registration: Registration;
  readonly id: RegistrationId;
  readonly eventId: EventId;
  readonly subjectId: SubjectId;
  readonly at: Temporal.Instant;
  /** The record's own random salt, and the commitment to a content made with it. */
  readonly salt: string;
  readonly commit: (content: object) => string;
}

/** The record of a registration and the event that tells of it. */
export function registered(given: NewRegistration): {
  document: RegistrationDocument;
  event: PrivacyEvent;
} {
  const { registration, id, eventId, subjectId, at, salt, commit } = given;
  const { channel, name, company, email, phone, marketing, policyVersion, locale, submittedOn } =
    registration;
  const eraseAfter = awaitsConfirmation(registration)
    ? questionEnd(at)
    : timestamp(registrationEnd(submittedOn));
  const content = { channel, name, company, email, phone, marketing, policyVersion, locale, submittedOn };
  return {
    document: {
      id,
      kind: 'registration',
      subjectId,
      ...content,
      receivedAt: timestamp(at),
      eraseAfter,
      salt,
    },
    event: event('registration.received', {
      id: eventId,
      subject: subjectId,
      at,
      data: {
        registrationId: id,
        channel,
        fields: givenFields(registration),
        marketing,
        policyVersion,
        locale,
        submittedOn,
        eraseAfter,
        commitment: commit(content),
      },
    }),
  };
}
