import { type Context, Hono } from 'hono';
import * as z from 'zod';
import type { Addresses } from './addresses.ts';
import { controlPage } from './control-page.ts';
import type { ChildName, PartName, ProcessorId } from './parts.ts';
import { BEHAVIOURS, type ProcessorStandIn } from './processors/processor-server.ts';
import type { TelemetryItem } from './telemetry-sink.ts';

/** What the control port moves and shows. */
export interface Controlled {
  readonly addresses: Addresses;
  /** The parts that were started. */
  readonly parts: ReadonlySet<PartName>;
  readonly clock: StackClock;
  readonly processors: ReadonlyMap<ProcessorId, ProcessorStandIn>;
  readonly telemetry: { items(): readonly TelemetryItem[] };
  command(part: ChildName, name: string, argument?: unknown): Promise<unknown>;
}

export interface StackClock {
  /** Whether it stands elsewhere than real time. */
  readonly isMoved: boolean;
  /** An ISO instant. */
  now(): string;
  /** Resolves when every part has the time. */
  set(instant: string): Promise<void>;
  /** Back to real time; resolves as `set` does. */
  reset(): Promise<void>;
}

/** The control port of the local stack: its clock, its faults, and what its parts saw. */
export function controlRoutes(stack: Controlled): Hono {
  const app = new Hono();

  app.get('/', (c) => c.html(controlPage({ addresses: stack.addresses, now: stack.clock.now() })));

  app.get('/clock', (c) => c.json({ now: stack.clock.now() }));
  app.put('/clock', async (c) => {
    const body = await parse(c, clockBody);
    if (body instanceof Response) return body;
    await stack.clock.set(body.now);
    return c.json({ now: stack.clock.now() });
  });
  app.delete('/clock', async (c) => {
    await stack.clock.reset();
    return c.json({ now: stack.clock.now() });
  });

  app.get('/processors', (c) => c.json([...stack.processors].map(shownProcessor)));
  app.put('/processors/:id', async (c) => {
    const entry = [...stack.processors].find(([id]) => id === c.req.param('id'));
    if (entry === undefined)
      return problem(c, 404, `the processors are ${[...stack.processors.keys()].join(', ')}`);
    const body = await parse(c, behaviourBody);
    if (body instanceof Response) return body;
    entry[1].behaviour = body.behaviour;
    return c.json(shownProcessor(entry));
  });

  app.put('/faults', async (c) => {
    const body = await parse(c, faultsBody);
    if (body instanceof Response) return body;
    const { cosmos, serviceBus } = body;
    if (cosmos !== undefined && !stack.parts.has('cosmos')) return notRunning(c, 'cosmos');
    if (serviceBus !== undefined && !stack.parts.has('service-bus')) return notRunning(c, 'service-bus');
    if (cosmos !== undefined) await stack.command('cosmos', 'fault', cosmos);
    if (serviceBus !== undefined) await stack.command('service-bus', 'listener', serviceBus);
    return c.json(body);
  });

  app.get('/telemetry', (c) =>
    stack.parts.has('telemetry') ? c.json(stack.telemetry.items()) : notRunning(c, 'telemetry'),
  );
  app.get('/functions', async (c) =>
    stack.parts.has('functions')
      ? c.json(await stack.command('functions', 'functions'))
      : notRunning(c, 'functions'),
  );

  app.notFound((c) => problem(c, 404, 'there are /clock, /processors, /faults, /telemetry and /functions'));
  app.onError((error, c) => problem(c, 503, error.message));
  return app;
}

const clockBody = z.strictObject({ now: z.iso.datetime({ offset: true }) });
const behaviourBody = z.strictObject({ behaviour: z.enum(BEHAVIOURS) });
const faultsBody = z
  .strictObject({
    cosmos: z.strictObject({ status: z.literal([429, 503]), next: z.int().nonnegative() }).optional(),
    serviceBus: z.enum(['up', 'down']).optional(),
  })
  .refine(
    (body) => body.cosmos !== undefined || body.serviceBus !== undefined,
    'cosmos or serviceBus is required',
  );

/** The body, or the answer that says what is wrong with it. */
async function parse<Body>(c: Context, schema: z.ZodType<Body>): Promise<Body | Response> {
  const body: unknown = await c.req.json().catch(() => undefined);
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  return problem(c, 400, 'the body is not what this call takes', parsed.error.issues.flatMap(fieldErrors));
}

interface FieldError {
  /** JSON Pointer (RFC 6901) into the body. */
  readonly pointer: string;
  readonly detail: string;
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code !== 'unrecognized_keys') return [{ pointer: pointer(issue.path), detail: issue.message }];
  return issue.keys.map((key) => ({
    pointer: pointer([...issue.path, key]),
    detail: 'this field is not known',
  }));
}

function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step)}`).join('');
}

/** RFC 9457. */
function problem(
  c: Context,
  status: 400 | 404 | 409 | 503,
  detail: string,
  errors?: readonly FieldError[],
): Response {
  return c.json({ type: 'about:blank', title: TITLES[status], status, detail, errors }, status, {
    'content-type': 'application/problem+json',
  });
}

const TITLES = { 400: 'Bad Request', 404: 'Not Found', 409: 'Conflict', 503: 'Service Unavailable' } as const;

function notRunning(c: Context, part: PartName): Response {
  return problem(c, 409, `this stack was started without ${part}`);
}

function shownProcessor([id, { port, behaviour, requests }]: readonly [ProcessorId, ProcessorStandIn]) {
  return { id, url: `http://127.0.0.1:${port}`, behaviour, requests };
}
