/** Readings beyond the text as it stands: JSON in JSON in a URL. */
const depth = 3;

const escapes =
  /\\{1,8}u([0-9a-f]{4})|\\{1,8}([nrtbf])|\\{1,8}\/|((?:%[0-9a-f]{2})+)|&#(\d{1,7});|&#x([0-9a-f]{1,6});|&(amp|lt|gt|quot|apos|commat|plus|nbsp);/gi;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  commat: '@',
  plus: '+',
  nbsp: ' ',
};

/** Quoted-printable (RFC 2045 §6.7): octets, and line ends that are none. */
const quotedPrintable = /((?:=[0-9A-F]{2})+)|=\r?\n/g;

/**
 * A text in every way it may be meant: as it stands; with the escapes of JSON (also of JSON in a JSON string),
 * URLs and HTML resolved, once and again until nothing changes; and as quoted-printable. Each pattern is bounded,
 * so the time is linear in the length.
 */
export function readingsOf(text: string): readonly string[] {
  const readings = [text];
  let last = text;
  for (let round = 0; round < depth; round += 1) {
    const next = last.replace(escapes, meantBy);
    if (next === last) break;
    readings.push(next);
    last = next;
  }
  const mail = text.replace(quotedPrintable, (_, octets?: string) => decoded(octets));
  return mail === text ? readings : [...readings, mail];
}

function meantBy(
  escape: string,
  unit?: string,
  control?: string,
  octets?: string,
  decimal?: string,
  hexadecimal?: string,
  entity?: string,
): string {
  if (unit !== undefined) return String.fromCharCode(Number.parseInt(unit, 16));
  if (control !== undefined) return ' ';
  if (octets !== undefined) return decoded(octets);
  if (decimal !== undefined) return character(Number(decimal), escape);
  if (hexadecimal !== undefined) return character(Number.parseInt(hexadecimal, 16), escape);
  if (entity !== undefined) return entities[entity.toLowerCase()] ?? escape;
  return '/';
}

/** `%C3%A5` and `=C3=A5` are å; octets that are no UTF-8 become replacement characters. */
function decoded(octets = ''): string {
  const values = octets.match(/[0-9a-f]{2}/gi) ?? [];
  return new TextDecoder().decode(Uint8Array.from(values, (octet) => Number.parseInt(octet, 16)));
}

function character(codePoint: number, escape: string): string {
  return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : escape;
}
