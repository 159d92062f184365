import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { ProcessorApi } from './processor-server.ts';
import { readBody } from './request-input.ts';
import { Snapshot } from './snapshot.ts';

/**
 * TeamViewer Web API v1, its contact list (TeamViewer API Documentation, "Contacts"). There is no call that changes a
 * contact, and none that takes an invitation back.
 */
export function teamviewerApi(options: TeamviewerOptions): ProcessorApi {
  const snapshot = new Snapshot({
    file: options.file,
    schema: teamviewerState,
    empty: { lastId: 0, contacts: [], invitations: [] },
  });
  const { state } = snapshot;
  const routes = new Hono().basePath('/api/v1');

  routes.get('/contacts', (c) => {
    const { include_invitations: invited, ...filters } = c.req.query();
    const wanted = Object.entries(filters);
    const unknown = wanted.find(([name]) => !isFilter(name));
    if (unknown !== undefined) return invalid(c, `${unknown[0]} is not a filter of this stand-in`);
    const contacts = state.contacts.filter((contact) =>
      wanted.every(([name, value]) => isFilter(name) && same(contact[name], value)),
    );
    if (invited !== 'true') return c.json({ contacts });
    const { email } = filters;
    const invitations = state.invitations.filter(
      (invitation) => email === undefined || same(invitation.email, email),
    );
    return c.json({ contacts, invitations });
  });

  routes.get('/contacts/:id', (c) => {
    const contact = state.contacts.find(({ contact_id }) => contact_id === c.req.param('id'));
    return contact === undefined ? failure(c, NO_CONTACT) : c.json({ contacts: [contact] });
  });

  routes.post('/contacts', async (c) => {
    const input = await readBody(c, newContact);
    if ('wrong' in input) return invalid(c, `missing or wrong: ${input.wrong}`);
    const { invite, ...given } = input.body;
    const { email, groupid } = given;
    if (invite) {
      state.invitations.push({ email, groupid });
      return c.body(null, 204);
    }
    if (state.contacts.some((contact) => same(contact.email, email))) {
      return invalid(c, 'email is already a contact');
    }
    state.lastId += 1;
    const contact: Contact = {
      contact_id: `c${state.lastId}`,
      user_id: `u${state.lastId}`,
      online_state: 'offline',
      ...given,
    };
    state.contacts.push(contact);
    return c.json(contact);
  });

  routes.delete('/contacts/:id', (c) => {
    const index = state.contacts.findIndex((contact) => contact.contact_id === c.req.param('id'));
    if (index < 0) return failure(c, NO_CONTACT);
    state.contacts.splice(index, 1);
    return c.body(null, 204);
  });

  routes.notFound((c) =>
    failure(c, {
      error: 'invalid_request',
      description: `not part of this stand-in: ${c.req.method} ${c.req.path}`,
      status: 404,
    }),
  );

  return {
    routes,
    snapshot,
    authorization: `Bearer ${options.token}`,
    unauthorized: () =>
      Response.json(
        { error: 'invalid_token', error_description: 'The access token is not valid' },
        { status: 401 },
      ),
    rejected: () =>
      Response.json(
        { error: 'access_denied', error_description: 'The token does not have this permission' },
        { status: 403 },
      ),
  };
}

export interface TeamviewerOptions {
  readonly file: string | undefined;
  readonly token: string;
}

const contactSchema = z.object({
  contact_id: z.string(),
  user_id: z.string(),
  name: z.string(),
  email: z.string().min(1),
  groupid: z.string().min(1),
  description: z.string(),
  online_state: z.literal('offline'),
});
type Contact = z.infer<typeof contactSchema>;

const teamviewerState = z.object({
  lastId: z.int(),
  contacts: z.array(contactSchema),
  /** To addresses without an account, until they are accepted. */
  invitations: z.array(contactSchema.pick({ email: true, groupid: true })).default([]),
});

const newContact = contactSchema.pick({ email: true, groupid: true }).extend({
  name: z.string().default(''),
  description: z.string().default(''),
  invite: z.boolean().default(false),
});

const FILTERS = ['name', 'email', 'groupid'] as const;

function isFilter(name: string): name is (typeof FILTERS)[number] {
  return FILTERS.some((filter) => filter === name);
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

interface Failure {
  readonly error: string;
  readonly description: string;
  readonly status: 400 | 404;
}

const NO_CONTACT: Failure = { error: 'not_found', description: 'no such contact', status: 404 };

function invalid(c: Context, description: string): Response {
  return failure(c, { error: 'invalid_request', description, status: 400 });
}

function failure(c: Context, { error, description, status }: Failure): Response {
  return c.json({ error, error_description: description }, status);
}
