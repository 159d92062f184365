/** The canary: a person who is sent down every path, and then searched for. */
export const canary = {
  name: 'Kanarina Blåfjær',
  company: 'Fuglebur Øst AS',
  email: 'Kanarina.Blåfjær@Fuglebur.example',
  phone: '+47 22 09 87 65',
} as const;

/** The number as the world writes it. */
export const phoneAsWritten = {
  digits: '22098765',
  pairs: '22 09 87 65',
  triples: '220 98 765',
  'with hyphens': '22-09-87-65',
  'with dots': '22.09.87.65',
  'E.164': '+4722098765',
  'with 00': '004722098765',
} as const;

/** The corrected number, too. */
export const correctedPhoneAsWritten = {
  digits: '21087654',
  pairs: '21 08 76 54',
  'E.164': '+4721087654',
} as const;

/** The address as it is compared, and as it is typed: other case, blanks, å in two code points. */
export const emailAsWritten = {
  normalised: canary.email.toLowerCase(),
  decomposed: ` ${canary.email.normalize('NFD').toUpperCase()} `,
} as const;

/** What staff correct the canary's data to; an address that every processor takes. */
export const corrected = {
  name: 'Kanarina Nebbesen',
  company: 'Fuglebur Vest AS',
  email: 'kanarina.nebbesen@fuglebur.example',
  phone: '+47 21 08 76 54',
} as const;

/** What leads to the canary where it stands by itself, each with a name for it. Letter case does not matter. */
export const traces = {
  'the given name': ['Kanarina'],
  'the family name': ['Blåfjær', 'Blåfjær'.normalize('NFD'), 'Nebbesen'],
  'the whole name': [canary.name],
  'the company': ['Fuglebur', canary.company],
  'the e-mail address': [canary.email, emailAsWritten.normalised],
  'the phone number': [canary.phone, ...Object.values(phoneAsWritten)],
  'the corrected number': [corrected.phone, ...Object.values(correctedPhoneAsWritten)],
} as const;
