import { isPossiblePhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/min';

/** What a person can be found by. A licence is found the same way, by its number. */
type IdentifierType = 'email' | 'phone' | 'licence';

export interface Identifier {
  readonly type: IdentifierType;
  /** The normalised value: equal values mean the same identifier. */
  readonly value: string;
}

/** E-mail addresses are compared trimmed, in NFC and lower case. */
export function emailIdentifier(email: string): Identifier {
  return { type: 'email', value: email.trim().normalize('NFC').toLowerCase() };
}

/** A phone number is compared as E.164; `phone` is what `parsePhone` returned. */
export function phoneIdentifier(phone: string): Identifier {
  return { type: 'phone', value: phone };
}

export function licenceIdentifier(licenceId: string): Identifier {
  return { type: 'licence', value: licenceId };
}

/** A phone number as people write it, read as Norwegian where it names no country; E.164, or undefined. */
export function parsePhone(text: string): string | undefined {
  return isPossiblePhoneNumber(text, 'NO') ? parsePhoneNumberWithError(text, 'NO').number : undefined;
}

export interface ContactDetails {
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
}

/** The identifiers of a person: the first says who it is, the others are only mentioned with it. */
export interface PersonIdentifiers {
  readonly identifying: Identifier;
  readonly mentioned: readonly Identifier[];
}

/** All identifiers that contact details hold, an address before a number. */
export function identifiersIn({ email, phone }: ContactDetails): Identifier[] {
  return [
    ...(email === undefined ? [] : [emailIdentifier(email)]),
    ...(phone === undefined ? [] : [phoneIdentifier(phone)]),
  ];
}

/**
 * An e-mail address says who a person is; a phone number does so only where there is no address. Numbers are
 * shared (a switchboard, a family), so a number never joins two people, and never joins somebody who gave
 * only the number to somebody who gave an address with it.
 *
 * @throws RangeError if there is neither: the schemas at the border do not let that pass.
 */
export function identifiersOf(contact: ContactDetails): PersonIdentifiers {
  const [identifying, ...mentioned] = identifiersIn(contact);
  if (identifying === undefined) throw new RangeError('a person needs an e-mail address or a phone number');
  return { identifying, mentioned };
}
