import * as z from 'zod';
import { emailIdentifier, parsePhone } from '../../domain/identifier.ts';
import type { Dossier } from '../../domain/recipient.ts';
import type { ProcessorReason } from '../../policy/processor-reasons.ts';
import { unexpectedAnswer } from './processor-fault.ts';
import type { ProcessorHttp } from './processor-http.ts';

/** "Up to 100 records per page" (Search Users). Nobody has more than a handful of users. */
const PAGE_SIZE = 100;
const LARGEST_PAGE_NUMBER = 5;

/** Who was found: the person's users, and why somebody has to look at others, if so. */
export interface FoundUsers {
  readonly theirs: readonly string[];
  readonly task?: ProcessorReason | undefined;
}

/**
 * The users that are the person: those with one of the e-mail addresses, main or secondary. A phone number says who
 * somebody is only where neither side has an address, since numbers are shared; any other user with the number is
 * for staff to look at, and so is a user who works at the desk (an agent, an administrator).
 */
export async function findUsers(http: ProcessorHttp, { emails, phones }: Dossier): Promise<FoundUsers> {
  const addresses = new Set(emails.map((email) => emailIdentifier(email).value));
  const theirs = new Map<string, ZendeskUser>();
  const perhaps = new Map<string, ZendeskUser>();
  for (const email of addresses) {
    for (const user of await search(http, `email:"${email.replaceAll('"', '')}"`)) {
      if (await hasAddress(http, { user, addresses })) theirs.set(user.id, user);
    }
  }
  for (const phone of phones) {
    for (const user of await search(http, `phone:*${searchable(phone)}`)) {
      if (theirs.has(user.id) || parsePhone(user.phone ?? '') !== phone) continue;
      const neitherHasAddress = addresses.size === 0 && user.email === null;
      (neitherHasAddress ? theirs : perhaps).set(user.id, user);
    }
  }
  const found = [...theirs.values()];
  const endUsers = found.filter(({ role }) => role === 'end-user');
  if (endUsers.length < found.length) return { theirs: endUsers.map(({ id }) => id), task: 'by-hand' };
  return { theirs: [...theirs.keys()], ...(perhaps.size > 0 && { task: 'same-number' }) };
}

/** An e-mail address of a user, main or secondary. */
export interface EmailIdentity {
  readonly id: string;
  readonly address: string;
}

export async function emailIdentities(http: ProcessorHttp, userId: string): Promise<EmailIdentity[]> {
  const path = `/api/v2/users/${userId}/identities`;
  const answer = await http.read(identityList, { path, query: { 'page[size]': String(PAGE_SIZE) } });
  return (answer?.identities ?? [])
    .filter(({ type }) => type === 'email')
    .map(({ id, value }) => ({ id, address: emailIdentifier(value).value }));
}

async function hasAddress(
  http: ProcessorHttp,
  { user, addresses }: { readonly user: ZendeskUser; readonly addresses: ReadonlySet<string> },
): Promise<boolean> {
  if (user.email !== null && addresses.has(emailIdentifier(user.email).value)) return true;
  // The search compares words, and looks at secondary addresses too.
  const identities = await emailIdentities(http, user.id);
  return identities.some(({ address }) => addresses.has(address));
}

async function search(http: ProcessorHttp, query: string): Promise<ZendeskUser[]> {
  const found: ZendeskUser[] = [];
  for (let number = 1; number <= LARGEST_PAGE_NUMBER; number += 1) {
    const page = await http.read(userPage, {
      path: '/api/v2/users/search',
      query: { query, per_page: String(PAGE_SIZE), page: String(number) },
    });
    if (page === undefined) throw unexpectedAnswer();
    found.push(...page.users);
    if (page.next_page === null) return found;
  }
  throw unexpectedAnswer();
}

/**
 * What to search a number by: digits only, without the plus, after an asterisk, which finds it however it was
 * written ("Retrieving the Zendesk user id of a caller"); of a Norwegian number what is the same with and without
 * the country.
 */
function searchable(phone: string): string {
  return phone.replace(/^\+(?:47(?=\d{8}$))?/u, '');
}

const id = z.int().positive().transform(String);

const userSchema = z.object({
  id,
  role: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});
type ZendeskUser = z.infer<typeof userSchema>;

const userPage = z.object({ users: z.array(userSchema), next_page: z.string().nullable() });

const identityList = z.object({ identities: z.array(z.object({ id, type: z.string(), value: z.string() })) });
