/** What is known of a person and must not stand in a text that stays when the person is gone. */
export interface KnownOfPerson {
  readonly emails: readonly (string | undefined)[];
  readonly phones: readonly (string | undefined)[];
  readonly names: readonly (string | undefined)[];
}

/** Whether a text holds an address, anybody's, or a number or a name of the person. */
export function namesThePerson(text: string, { emails, phones, names }: KnownOfPerson): boolean {
  const said = text.toLowerCase();
  const digits = said.replace(/\D/g, '');
  const words = wordsOf(text);
  return (
    said.includes('@') ||
    given(emails).some((address) => said.includes(address.toLowerCase())) ||
    given(phones).some((phone) => digits.includes(nationalDigits(phone))) ||
    given(names).some((name) => holdsName(words, wordsOf(name)))
  );
}

function given(values: readonly (string | undefined)[]): string[] {
  return values.flatMap((value) => value || []);
}

/** A number is written with its country or without. */
function nationalDigits(phone: string): string {
  return phone.replace(/\D/g, '').slice(-8);
}

/** A name of several words may go on, as in the genitive; one short word begins many others. */
function holdsName(words: string, name: string): boolean {
  if (name === '') return false;
  return ` ${words} `.includes(name.includes(' ') ? ` ${name}` : ` ${name} `);
}

function wordsOf(text: string): string {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  ).join(' ');
}
