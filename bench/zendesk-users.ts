import { mustHold } from './measurement.ts';
import type { Product } from './product.ts';

/** The help desk as a measurement fills it and looks into it. */
export interface ZendeskUsers {
  /** Makes somebody a user; resolves with the user's number. */
  add(person: { readonly name: string; readonly email: string }): Promise<number>;
  /** Whether the user is gone for good: deleted, and then permanently. */
  isErased(id: number): Promise<boolean>;
}

export function zendeskUsers({ stack }: Product): ZendeskUsers {
  const { ZENDESK_EMAIL, ZENDESK_TOKEN } = stack.settings;
  const credentials = Buffer.from(`${ZENDESK_EMAIL}/token:${ZENDESK_TOKEN}`).toString('base64');
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${stack.addresses.zendesk.url}/api/v2/${path}`, {
      ...init,
      headers: { authorization: `Basic ${credentials}`, 'content-type': 'application/json' },
    });
  return {
    async add({ name, email }) {
      const response = await ask('users', {
        method: 'POST',
        body: JSON.stringify({ user: { name, email } }),
      });
      mustHold('Zendesk takes the user', response.status === 201);
      const { user } = (await response.json()) as { user: { id: number } };
      return user.id;
    },
    async isErased(id) {
      const [active, deleted] = await Promise.all([ask(`users/${id}`), ask(`deleted_users/${id}`)]);
      return active.status === 404 && deleted.status === 404;
    },
  };
}
