import * as z from 'zod';

/** What the stand-in for Zendesk keeps of a user, and how it shows and finds one. */
export const zendeskUser = z.object({
  id: z.int(),
  stage: z.enum(['active', 'deleted', 'erased']),
  role: z.enum(['end-user', 'agent', 'admin']).default('end-user'),
  name: z.string(),
  /** The main address. */
  email: z.string().nullable(),
  secondaryEmails: z.array(z.string()).default([]),
  phone: z.string().nullable(),
  created_at: z.string(),
  updated_at: z.string(),
});
export type ZendeskUser = z.infer<typeof zendeskUser>;

const userFields = z.object({ name: z.string().min(1), email: z.email(), phone: z.string().min(1) });
export const newUser = z.object({
  user: userFields.partial({ email: true, phone: true }).extend({ role: zendeskUser.shape.role }),
});
export const changedUser = z.object({ user: userFields.partial() });
export const newIdentity = z.object({ identity: z.object({ type: z.literal('email'), value: z.email() }) });
export const changedIdentity = z.object({ identity: z.object({ value: z.email() }) });

export function isActive(user: ZendeskUser): boolean {
  return user.stage === 'active';
}

export function isSoftDeleted(user: ZendeskUser): boolean {
  return user.stage === 'deleted';
}

export function asUser({ id, role, name, email, phone, created_at, updated_at, stage }: ZendeskUser) {
  return { id, role, name, email, phone, created_at, updated_at, active: stage === 'active' };
}

export function addressesOf({ email, secondaryEmails }: ZendeskUser): string[] {
  return email === null ? secondaryEmails : [email, ...secondaryEmails];
}

/** Numbered from one for each user, the main address first. */
export function asIdentities(user: ZendeskUser) {
  return addressesOf(user).map((value, index) => ({
    id: index + 1,
    user_id: user.id,
    type: 'email',
    value,
    primary: index === 0,
    verified: true,
  }));
}

/** A search term as a filter, or undefined for one that this stand-in does not understand. */
export function userFilter(query: string): ((user: ZendeskUser) => boolean) | undefined {
  const term = /^(?:(?<field>email|phone):)?"?(?<value>[^\s":]+)"?$/u.exec(query)?.groups;
  const value = term?.['value']?.toLowerCase();
  if (value === undefined) return undefined;
  if (term?.['field'] === 'phone') return phoneFilter(value);
  if (!value.includes('@')) return undefined;
  return (user) => addressesOf(user).some((address) => address.toLowerCase() === value);
}

/** Numbers are compared by their digits, however they are written; after an asterisk by how they end. */
function phoneFilter(value: string): (user: ZendeskUser) => boolean {
  const wanted = digitsOf(value);
  const matches = value.startsWith('*')
    ? (digits: string) => digits.endsWith(wanted)
    : (digits: string) => digits === wanted;
  return ({ phone }) => phone !== null && wanted !== '' && matches(digitsOf(phone));
}

function digitsOf(text: string): string {
  return text.replace(/\D/gu, '');
}
