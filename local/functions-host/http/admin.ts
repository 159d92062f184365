import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { HostedFunction } from '../hosted-function.ts';
import { sendJson, sendStatus } from './answer.ts';
import { readBody } from './body.ts';
import type { Authorize } from './keys.ts';

export interface AdminOptions {
  readonly authorize: Authorize;
  readonly functions: readonly HostedFunction[];
  /** Starts a function that is not an HTTP function, and does not wait for its end. Undefined: it cannot. */
  readonly start: (fn: HostedFunction, input: string) => string | undefined;
}

const admission = z.object({ input: z.string().default('') });

/**
 * The admin API as far as it is of use on one machine
 * (https://learn.microsoft.com/azure/azure-functions/functions-manually-run-non-http): run a function now,
 * list the functions, say that the host is up.
 */
export function createAdmin({ authorize, functions, start }: AdminOptions) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const target = request.url ?? '/';
    if (!authorize('admin', request.headers, target)) return sendStatus(response, 401);
    const path = target.split('?', 1)[0] ?? target;
    const call = `${request.method} ${path.replace(/\/$/, '')}`;
    if (call === 'GET /admin/host/ping') return sendStatus(response, 200);
    if (call === 'GET /admin/host/status') return sendJson(response, 200, { state: 'Running' });
    if (call === 'GET /admin/functions') return sendJson(response, 200, functions.map(describe));
    const [, name] = /^POST \/admin\/functions\/([^/]+)$/.exec(call) ?? [];
    const fn = functions.find((one) => one.name.toLowerCase() === name?.toLowerCase());
    if (fn === undefined) return sendStatus(response, 404);

    const body = await readBody(request);
    const given = admission.safeParse(parseJson(body?.toString() ?? ''));
    if (!given.success)
      return sendJson(response, 400, { detail: 'the body must be JSON like {"input": ""}' });
    const refusal = start(fn, given.data.input);
    if (refusal !== undefined) return sendJson(response, 400, { detail: refusal });
    return sendStatus(response, 202);
  };
}

function describe({ name, trigger, disabled }: HostedFunction) {
  return { name, trigger: trigger.kind, isDisabled: disabled };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
