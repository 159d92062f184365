import { createHash, createVerify } from 'node:crypto';

/** What a receiver finds out about the DKIM signature of a mail's source (RFC 6376 §6, relaxed/relaxed). */
interface SignatureCheck {
  /** The tags `d`, `s` and `h`. */
  readonly domain: string;
  readonly selector: string;
  readonly headers: readonly string[];
  readonly bodyIsIntact: boolean;
  readonly headersAreIntact: boolean;
}

/** Checks a mail's one signature by the key that the domain would publish. */
export function checkSignature(source: string, publicKey: string): SignatureCheck {
  const [head = '', ...rest] = source.split('\r\n\r\n');
  const fields = head.split(/\r\n(?![ \t])/);
  const signature = fields.find((field) => nameOf(field) === 'dkim-signature') ?? '';
  const tags = tagsOf(signature);
  const headers = (tags['h'] ?? '').toLowerCase().split(':');
  const signed = headers.map((name) => relaxed(fields.findLast((field) => nameOf(field) === name) ?? ''));
  const unsigned = relaxed(signature.replace(/(\bb=)[^;]*$/, '$1'));
  return {
    domain: tags['d'] ?? '',
    selector: tags['s'] ?? '',
    headers,
    bodyIsIntact: tags['bh'] === hashOfBody(rest.join('\r\n\r\n')),
    headersAreIntact: createVerify('RSA-SHA256')
      .update([...signed, unsigned].join('\r\n'), 'latin1')
      .verify(publicKey, tags['b'] ?? '', 'base64'),
  };
}

function tagsOf(signature: string): Readonly<Record<string, string>> {
  const tags = signature
    .slice(signature.indexOf(':') + 1)
    .replaceAll(/\s/g, '')
    .split(';');
  return Object.fromEntries(
    tags.map((tag) => [tag.slice(0, tag.indexOf('=')), tag.slice(tag.indexOf('=') + 1)]),
  );
}

/** RFC 6376 §3.4.2. */
function relaxed(field: string): string {
  const value = field
    .slice(field.indexOf(':') + 1)
    .replaceAll('\r\n', '')
    .replaceAll(/[ \t]+/g, ' ');
  return `${nameOf(field)}:${value.trim()}`;
}

function nameOf(field: string): string {
  return field.slice(0, field.indexOf(':')).trim().toLowerCase();
}

/** RFC 6376 §3.4.4. */
function hashOfBody(body: string): string {
  const lines = body.split('\r\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').replace(/ $/, ''));
  const canonical = `${lines.join('\r\n').replace(/(\r\n)*$/, '')}\r\n`;
  return createHash('sha256').update(canonical, 'latin1').digest('base64');
}
