import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { ProcessorApi } from './processor-server.ts';
import { positiveInteger, readBody } from './request-input.ts';
import { Snapshot } from './snapshot.ts';
import {
  addressesOf,
  asIdentities,
  asUser,
  changedIdentity,
  changedUser,
  isActive,
  isSoftDeleted,
  newIdentity,
  newUser,
  userFilter,
  type ZendeskUser,
  zendeskUser,
} from './zendesk-users.ts';

/**
 * Zendesk Support API v2, as far as finding, correcting and erasing a person goes
 * (developer.zendesk.com, Ticketing API, "Users", "User Identities" and
 * "Deleted Users").
 */
export function zendeskApi(options: ZendeskOptions): ProcessorApi {
  const { clock } = options;
  const snapshot = new Snapshot({
    file: options.file,
    schema: zendeskState,
    empty: { lastId: 0, users: [], permanentDeletions: [] },
  });
  const { state } = snapshot;
  const routes = new Hono();

  routes.get('/api/v2/users/search', (c) => {
    const query = c.req.query('query') ?? '';
    const matches = userFilter(query);
    if (matches === undefined) return invalid(c, 'query', 'only email:…, phone:… or a bare e-mail address');
    return page(c, 'users', state.users.filter(isActive).filter(matches).map(asUser));
  });

  routes.get('/api/v2/users/:id', (c) => {
    const user = find(c, (candidate) => candidate.stage !== 'erased');
    return user === undefined ? notFound(c) : c.json({ user: asUser(user) });
  });

  routes.post('/api/v2/users', async (c) => {
    const input = await readBody(c, newUser);
    if ('wrong' in input) return invalidRecord(c, input.wrong, 'BlankValue');
    const { name, role, email = null, phone = null } = input.body.user;
    if (isTaken(email)) return invalidRecord(c, 'email', 'DuplicateValue');
    state.lastId += 1;
    const user: ZendeskUser = {
      id: state.lastId,
      stage: 'active',
      role,
      name,
      email,
      secondaryEmails: [],
      phone,
      created_at: now(),
      updated_at: now(),
    };
    state.users.push(user);
    return c.json({ user: asUser(user) }, 201);
  });

  routes.put('/api/v2/users/:id', async (c) => {
    const user = find(c, isActive);
    if (user === undefined) return notFound(c);
    const input = await readBody(c, changedUser);
    if ('wrong' in input) return invalidRecord(c, input.wrong, 'InvalidValue');
    const { email, ...fields } = input.body.user;
    if (email !== undefined && !addressesOf(user).includes(email)) {
      if (isTaken(email)) return invalidRecord(c, 'email', 'DuplicateValue');
      addAddress(user, email);
    }
    Object.assign(user, fields, { updated_at: now() });
    return c.json({ user: asUser(user) });
  });

  routes.get('/api/v2/users/:id/identities', (c) => {
    const user = find(c, isActive);
    const end = { meta: { has_more: false }, links: { next: null } };
    return user === undefined ? notFound(c) : c.json({ identities: asIdentities(user), ...end });
  });

  routes.post('/api/v2/users/:id/identities', async (c) => {
    const user = find(c, isActive);
    if (user === undefined) return notFound(c);
    const input = await readBody(c, newIdentity);
    if ('wrong' in input) return invalidRecord(c, input.wrong, 'InvalidValue');
    const { value } = input.body.identity;
    if (isTaken(value)) return invalidRecord(c, 'value', 'DuplicateValue');
    addAddress(user, value);
    return c.json({ identity: asIdentities(user).at(-1) }, 201);
  });

  routes.put('/api/v2/users/:id/identities/:identity', async (c) => {
    const user = find(c, isActive);
    const index = Number(c.req.param('identity')) - 1;
    if (user === undefined || !(index in addressesOf(user))) return notFound(c);
    const input = await readBody(c, changedIdentity);
    if ('wrong' in input) return invalidRecord(c, input.wrong, 'InvalidValue');
    const { value } = input.body.identity;
    if (addressesOf(user)[index] !== value && isTaken(value)) {
      return invalidRecord(c, 'value', 'DuplicateValue');
    }
    const [email = null, ...secondaryEmails] = addressesOf(user).with(index, value);
    Object.assign(user, { email, secondaryEmails, updated_at: now() });
    return c.json({ identity: asIdentities(user)[index] });
  });

  routes.delete('/api/v2/users/:id', (c) => {
    const user = find(c, isActive);
    if (user === undefined) return notFound(c);
    // A deleted user's address is free for another: the documented lists show `email: null`, the name kept.
    Object.assign(user, { stage: 'deleted', email: null, secondaryEmails: [], updated_at: now() });
    return c.json({ user: asUser(user) });
  });

  routes.get('/api/v2/deleted_users', (c) =>
    page(c, 'deleted_users', state.users.filter((user) => !isActive(user)).map(asUser)),
  );

  routes.get('/api/v2/deleted_users/:id', (c) => {
    const user = find(c, isSoftDeleted);
    return user === undefined ? notFound(c) : c.json({ deleted_user: asUser(user) });
  });

  routes.delete('/api/v2/deleted_users/:id', (c) => {
    const user = find(c, isSoftDeleted);
    if (user === undefined) return notFound(c);
    const wait = permanentDeletionWait();
    if (wait > 0) {
      const retryAfter = String(Math.ceil(wait / 1_000));
      return c.json({ error: 'TooManyRequests', description: 'Too many permanent deletions' }, 429, {
        'retry-after': retryAfter,
      });
    }
    const answer = { deleted_user: asUser(user) };
    Object.assign(user, { stage: 'erased', name: ERASED_NAME, phone: null, updated_at: now() });
    state.permanentDeletions.push(clock.now());
    return c.json(answer);
  });

  routes.notFound((c) =>
    c.json(
      { error: 'InvalidEndpoint', description: `not part of this stand-in: ${c.req.method} ${c.req.path}` },
      404,
    ),
  );

  return {
    routes,
    snapshot,
    authorization: `Basic ${Buffer.from(`${options.email}/token:${options.token}`).toString('base64')}`,
    unauthorized: () => Response.json({ error: "Couldn't authenticate you" }, { status: 401 }),
    rejected: () =>
      Response.json(
        { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
        { status: 403 },
      ),
  };

  function find(c: Context, accept: (user: ZendeskUser) => boolean): ZendeskUser | undefined {
    const id = Number(c.req.param('id'));
    return state.users.find((user) => user.id === id && accept(user));
  }

  function isTaken(email: string | null): boolean {
    return email !== null && state.users.some((user) => addressesOf(user).includes(email));
  }

  /** Given with a user that has one, an address becomes a secondary one ("Update User"). */
  function addAddress(user: ZendeskUser, email: string): void {
    if (user.email === null) user.email = email;
    else user.secondaryEmails.push(email);
  }

  /** Milliseconds until one more permanent deletion is allowed. */
  function permanentDeletionWait(): number {
    const since = clock.now() - PERMANENT_DELETIONS.windowMs;
    state.permanentDeletions = state.permanentDeletions.filter((at) => at > since && at <= clock.now());
    const oldest = state.permanentDeletions[0];
    return oldest === undefined || state.permanentDeletions.length < PERMANENT_DELETIONS.limit
      ? 0
      : oldest - since;
  }

  function now(): string {
    return new Date(clock.now()).toISOString();
  }
}

export interface ZendeskOptions {
  readonly file: string | undefined;
  readonly clock: Clock;
  readonly email: string;
  readonly token: string;
}

/** "You can permanently delete 700 users every 10 minutes" (Permanently Delete User). */
export const PERMANENT_DELETIONS = { limit: 700, windowMs: 10 * 60_000 };

const ERASED_NAME = 'Permanently Deleted User';
const LARGEST_PAGE = 100;

const zendeskState = z.object({
  lastId: z.int(),
  users: z.array(zendeskUser),
  /** When, in epoch milliseconds; only those within the window matter. */
  permanentDeletions: z.array(z.number()),
});

/** Offset pagination, the one that both lists have. */
function page(c: Context, name: string, all: readonly unknown[]): Response {
  if (c.req.query('page[size]') !== undefined)
    return invalid(c, 'page[size]', 'cursor pagination is not part of this stand-in');
  const size = Math.min(positiveInteger(c.req.query('per_page')) ?? LARGEST_PAGE, LARGEST_PAGE);
  const number = positiveInteger(c.req.query('page')) ?? 1;
  const linkTo = (target: number) => {
    const url = new URL(c.req.url);
    url.searchParams.set('page', String(target));
    return url.href;
  };
  return c.json({
    [name]: all.slice((number - 1) * size, number * size),
    count: all.length,
    next_page: number * size < all.length ? linkTo(number + 1) : null,
    previous_page: number > 1 ? linkTo(number - 1) : null,
  });
}

function notFound(c: Context): Response {
  return c.json({ error: 'RecordNotFound', description: 'Not found' }, 404);
}

function invalid(c: Context, parameter: string, description: string): Response {
  return c.json({ error: 'InvalidValue', description: `${parameter}: ${description}` }, 400);
}

function invalidRecord(c: Context, field: string, error: string): Response {
  const details = { [field]: [{ description: `${field}: ${error}`, error }] };
  return c.json({ error: 'RecordInvalid', description: 'Record validation errors', details }, 422);
}
