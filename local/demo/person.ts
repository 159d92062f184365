/** Whom the story is about. She does not exist, and nobody can have an address under .test (RFC 2606). */
export const person = {
  name: 'Kari Nordmann',
  company: 'Example AS',
  email: 'kari.nordmann@example.test',
  phone: '+47 22 33 44 55',
} as const;

/** Her number when she has a new one: as she writes it. */
export const newPhone = '+47 22 33 44 66';

/** Who asks for news once, never answers the mail, and writes a year later. */
export const passerBy = { name: 'Ola Nordmann', email: 'ola.nordmann@example.test' } as const;

export type PersonalField = 'name' | 'company' | 'e-mail' | 'phone';

/** Each field as it was sent, and as it is stored where that differs. */
const values: Readonly<Record<PersonalField, readonly string[]>> = {
  // The family name stands in the name and the address of both.
  name: [person.name, 'Nordmann'],
  company: [person.company],
  'e-mail': [person.email],
  phone: ['22 33 44 55', '22334455', '22 33 44 66', '22334466'],
};

const needles = Object.entries(values).map(([field, texts]) => ({
  field: field as PersonalField,
  spellings: texts.flatMap(spellingsOf).map((text) => text.toLowerCase()),
}));

/** The personal data in some bytes, whatever the spelling: plain, of a URL, of a form, UTF-16, base64. */
export function personalDataIn(content: string | Buffer): readonly PersonalField[] {
  // One character a byte, so that a search for text is a search for bytes.
  const text = (typeof content === 'string' ? content : content.toString('latin1')).toLowerCase();
  return needles
    .filter(({ spellings }) => spellings.some((spelling) => text.includes(spelling)))
    .map(({ field }) => field);
}

function spellingsOf(text: string): string[] {
  return [
    text,
    encodeURIComponent(text),
    new URLSearchParams({ text }).toString().slice('text='.length),
    Buffer.from(text, 'utf16le').toString('latin1'),
    ...[0, 1, 2].map((before) => base64After(before, text)),
  ];
}

/** The characters that the text always becomes inside base64 when `before` bytes stand in front of its group. */
function base64After(before: number, text: string): string {
  const encoded = Buffer.from('\0'.repeat(before) + text)
    .toString('base64')
    .replaceAll('=', '');
  const bits = (before + Buffer.byteLength(text)) * 8;
  return encoded.slice(Math.ceil((before * 8) / 6), Math.floor(bits / 6));
}
