import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';
import type { Address } from './address.ts';
import { unauthorized } from './errors.ts';

/** The well-known key of Microsoft's emulator: public, and accepted on 127.0.0.1 only, as there. */
// https://learn.microsoft.com/azure/cosmos-db/emulator#authentication
export const EMULATOR_KEY =
  'C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==';

const KEY = createSecretKey(Buffer.from(EMULATOR_KEY, 'base64'));

/** Signatures already computed: the writes of one second to one container all carry the same. */
const MAX_KNOWN = 1_000;
const known = new Map<string, string>();

/**
 * Checks the signature of a request with the master key:
 * https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources
 * The date is part of what is signed, but its age is not judged: the stack's clock may stand in another year.
 */
export function authorize(
  verb: string,
  address: Address,
  { authorization, date }: { readonly authorization: string | undefined; readonly date: string | undefined },
): void {
  if (authorization === undefined || date === undefined) throw unauthorized();
  const signed = `${verb.toLowerCase()}\n${address.resourceType}\n${address.link}\n${date.toLowerCase()}\n\n`;
  if (!equal(authorization, tokenFor(signed))) throw unauthorized();
}

/** As it stands in the header: URL-encoded. */
function tokenFor(signed: string): string {
  const found = known.get(signed);
  if (found !== undefined) return found;
  const signature = createHmac('sha256', KEY).update(signed).digest('base64');
  const token = encodeURIComponent(`type=master&ver=1.0&sig=${signature}`);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(signed, token);
  return token;
}

/** Percent-encoding may be written in either case (RFC 3986 §6.2.2.1). */
function equal(header: string, token: string): boolean {
  const [left, right] = [Buffer.from(header.replaceAll(/%[0-9a-f]{2}/g, upperCase)), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const upperCase = (text: string) => text.toUpperCase();
