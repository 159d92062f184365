import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import type { ProcessorApi } from './processor-server.ts';
import { positiveInteger, readBody } from './request-input.ts';
import { Snapshot } from './snapshot.ts';

/**
 * GoTo Webinar REST v2, as far as finding a registrant and cancelling the registration goes
 * (developer.goto.com, GoToWebinarV2: Webinars, Registrants). Only webinars still to come can lose a registrant.
 */
export function gotoApi(options: GotoOptions): ProcessorApi {
  const { clock } = options;
  const snapshot = new Snapshot({
    file: options.file,
    schema: gotoState,
    empty: { lastKey: 0, webinars: [] },
  });
  const { state } = snapshot;
  const routes = new Hono().basePath('/G2W/rest/v2/organizers/:organizer');

  routes.use(async (c, next) => {
    if (c.req.param('organizer') !== options.organizerKey) return notFound(c, 'no such organizer');
    return next();
  });

  routes.get('/webinars', (c) => {
    const from = instant(c.req.query('fromTime'));
    const to = instant(c.req.query('toTime'));
    if (from === undefined || to === undefined)
      return badRequest(c, 'fromTime and toTime are required, ISO 8601 UTC');
    const found = state.webinars.filter((webinar) => startOf(webinar) >= from && startOf(webinar) <= to);
    const size = positiveInteger(c.req.query('size')) ?? DEFAULT_PAGE_SIZE;
    const number = Number(c.req.query('page') ?? 0);
    return c.json({
      _embedded: { webinars: found.slice(number * size, (number + 1) * size).map(asWebinar) },
      page: { size, totalElements: found.length, totalPages: Math.ceil(found.length / size), number },
    });
  });

  routes.post('/webinars', async (c) => {
    const input = await readBody(c, newWebinar);
    if ('wrong' in input) return badRequest(c, `missing or wrong: ${input.wrong}`);
    const webinar: Webinar = { webinarKey: String(nextKey()), ...input.body, registrants: [] };
    state.webinars.push(webinar);
    return c.json({ webinarKey: webinar.webinarKey }, 201);
  });

  routes.get('/webinars/:webinar/registrants', (c) => {
    const webinar = findWebinar(c);
    return webinar === undefined ? notFound(c, NO_WEBINAR) : c.json(webinar.registrants);
  });

  routes.post('/webinars/:webinar/registrants', async (c) => {
    const webinar = findWebinar(c);
    if (webinar === undefined) return notFound(c, NO_WEBINAR);
    const input = await readBody(c, newRegistrant);
    if ('wrong' in input) return badRequest(c, `missing or wrong: ${input.wrong}`);
    const known = webinar.registrants.find(({ email }) => email === input.body.email);
    if (known !== undefined) return c.json(asReceipt(known), 409);
    const registrant: Registrant = {
      registrantKey: nextKey(),
      ...input.body,
      registrationDate: new Date(clock.now()).toISOString(),
      status: 'APPROVED',
      timeZone: webinar.timeZone,
    };
    webinar.registrants.push(registrant);
    return c.json(asReceipt(registrant), 201);
  });

  routes.get('/webinars/:webinar/registrants/:registrant', (c) => {
    const registrant = findWebinar(c)?.registrants.find(
      ({ registrantKey }) => registrantKey === registrantKeyOf(c),
    );
    return registrant === undefined ? notFound(c, NO_REGISTRANT) : c.json(registrant);
  });

  routes.delete('/webinars/:webinar/registrants/:registrant', (c) => {
    const webinar = findWebinar(c);
    if (webinar !== undefined && startOf(webinar) <= clock.now())
      return badRequest(c, 'the webinar must be scheduled and in the future');
    return remove(c, webinar);
  });

  // Not of the API: what the vendor's support does when it is asked to.
  routes.delete('/webinars/:webinar/registrants/:registrant/by-support', (c) => remove(c, findWebinar(c)));

  routes.notFound((c) => notFound(c, `not part of this stand-in: ${c.req.method} ${c.req.path}`));

  return {
    routes,
    snapshot,
    authorization: `Bearer ${options.token}`,
    unauthorized: () =>
      Response.json({ int_err_code: 'InvalidToken', msg: 'Invalid token passed' }, { status: 401 }),
    rejected: () =>
      Response.json({ int_err_code: 'AccessDenied', msg: 'The caller may not do this' }, { status: 403 }),
  };

  function nextKey(): number {
    state.lastKey += 1;
    return state.lastKey;
  }

  function remove(c: Context, webinar: Webinar | undefined): Response {
    if (webinar === undefined) return notFound(c, NO_WEBINAR);
    const index = webinar.registrants.findIndex(({ registrantKey }) => registrantKey === registrantKeyOf(c));
    if (index < 0) return notFound(c, NO_REGISTRANT);
    webinar.registrants.splice(index, 1);
    return c.body(null, 204);
  }

  function findWebinar(c: Context): Webinar | undefined {
    return state.webinars.find(({ webinarKey }) => webinarKey === c.req.param('webinar'));
  }

  function asWebinar({ registrants, ...shown }: Webinar) {
    return { ...shown, organizerKey: options.organizerKey, numberOfRegistrants: registrants.length };
  }
}

export interface GotoOptions {
  readonly file: string | undefined;
  readonly clock: Clock;
  readonly organizerKey: string;
  readonly token: string;
}

const DEFAULT_PAGE_SIZE = 20;
const NO_WEBINAR = 'no such webinar';
const NO_REGISTRANT = 'no such registrant';

const registrantSchema = z.object({
  registrantKey: z.int(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  registrationDate: z.string(),
  status: z.literal('APPROVED'),
  timeZone: z.string(),
});
type Registrant = z.infer<typeof registrantSchema>;

const webinarSchema = z.object({
  webinarKey: z.string(),
  subject: z.string(),
  times: z.array(z.object({ startTime: z.iso.datetime(), endTime: z.iso.datetime() })).min(1),
  timeZone: z.string(),
  registrants: z.array(registrantSchema),
});
type Webinar = z.infer<typeof webinarSchema>;

/** Webinars and registrants are numbered from one sequence. */
const gotoState = z.object({ lastKey: z.int(), webinars: z.array(webinarSchema) });

const newWebinar = webinarSchema
  .pick({ subject: true, times: true })
  .extend({ timeZone: z.string().default('Europe/Oslo') });
const newRegistrant = registrantSchema.pick({ firstName: true, lastName: true, email: true });

function startOf(webinar: Webinar): number {
  return instant(webinar.times[0]?.startTime) ?? 0;
}

function instant(value: string | undefined): number | undefined {
  const at = Date.parse(value ?? '');
  return Number.isNaN(at) ? undefined : at;
}

function registrantKeyOf(c: Context): number {
  return Number(c.req.param('registrant'));
}

function asReceipt({ registrantKey, status }: Registrant) {
  return { registrantKey, status };
}

function badRequest(c: Context, description: string): Response {
  return c.json({ errorCode: 'BadRequest', description }, 400);
}

function notFound(c: Context, description: string): Response {
  return c.json({ errorCode: 'NotFound', description }, 404);
}
