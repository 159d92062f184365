import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { openApi } from '../shared/api/openapi.ts';
import { gpcSupport } from '../shared/policy/cookies.ts';
import { register } from '../shared/policy/register.ts';

// `node infra/smoke.ts https://…` asks a deployment whether it is well, and whether it is this release. It only reads, and
// nothing of anybody. A deployment that restarts has five minutes to be well.

/** What a call was answered, with redirects left as they are. */
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body, if it is JSON. */
  readonly json: Readonly<Record<string, unknown>> | undefined;
}

interface Check {
  readonly path: string;
  readonly expects: string;
  readonly holds: (answer: Answer) => boolean;
}

const described = openApi();

const checks: readonly Check[] = [
  {
    path: '/api/health',
    expects: '200, every dependency up',
    holds: ({ status, json }) => status === 200 && json?.['status'] === 'up',
  },
  {
    path: '/',
    expects: 'the way to the privacy centre',
    holds: ({ status, headers }) => status === 303 && leadsTo(headers, '/privacy'),
  },
  {
    path: '/privacy',
    expects: 'the privacy centre, and no script or frame in it',
    holds: ({ status, headers, text }) => status === 200 && isOurPage(headers) && text.includes('<h1'),
  },
  {
    path: '/privacy/requests/access',
    expects: 'the form for a copy of one’s data',
    holds: ({ status, headers, text }) => status === 200 && isOurPage(headers) && text.includes('<form '),
  },
  {
    path: '/.well-known/gpc.json',
    expects: 'that Global Privacy Control is honoured',
    holds: ({ status, json }) => status === 200 && isDeepStrictEqual(json, gpcSupport),
  },
  {
    path: '/api/policy',
    expects: 'the policy of this release, for any page to read',
    holds: ({ status, headers, json }) =>
      status === 200 &&
      headers.get('access-control-allow-origin') === '*' &&
      isDeepStrictEqual(json?.['retention'], register.retention) &&
      isDeepStrictEqual(json?.['versions'], register.versions),
  },
  {
    path: '/api/openapi.json',
    expects: 'the calls of this release',
    holds: ({ status, json }) =>
      status === 200 && isDeepStrictEqual(namesIn(json?.['paths']), namesIn(described.paths)),
  },
  {
    path: '/ops',
    expects: 'a stranger to be sent to sign in, and shown nothing',
    holds: ({ status, headers, text }) =>
      status === 302 &&
      text === '' &&
      headers.get('cache-control') === 'no-store' &&
      (leadsTo(headers, '/.auth/login/aad') || leadsTo(headers, '/ops/sign-in')),
  },
  { path: '/api/ops/requests', expects: 'nothing without a key', holds: refuses },
  { path: '/api/ops/record-of-processing', expects: 'nothing without a key', holds: refuses },
  { path: '/api/audiences/marketing', expects: 'nothing without a key', holds: refuses },
  { path: '/admin/functions', expects: 'nothing without the master key', holds: refuses },
];

/** Only what the host says by itself: no data, and not that there is none. */
function refuses({ status, json }: Answer): boolean {
  return (status === 401 || status === 403) && json === undefined;
}

function isOurPage(headers: Headers): boolean {
  const policy = headers.get('content-security-policy') ?? '';
  return (
    policy.startsWith("default-src 'none'") &&
    !policy.includes('script-src') &&
    policy.includes("frame-ancestors 'none'") &&
    headers.get('x-content-type-options') === 'nosniff' &&
    headers.get('referrer-policy') === 'no-referrer' &&
    headers.get('cache-control') === 'no-store' &&
    (headers.get('content-type') ?? '').startsWith('text/html')
  );
}

function leadsTo(headers: Headers, path: string): boolean {
  const location = headers.get('location');
  return location !== null && new URL(location, 'https://deployment').pathname === path;
}

function namesIn(value: unknown): readonly string[] {
  return Object.keys(Object(value)).toSorted((one, other) => one.localeCompare(other));
}

/** What is not as it should be at a deployment, a line each; none if all is well. */
export async function smoke(origin: string): Promise<readonly string[]> {
  const complaints = checks.map(async ({ path, expects, holds }) => {
    const answer = await ask(new URL(path, origin));
    if (typeof answer === 'string') return `${path}: ${answer}`;
    return holds(answer) ? [] : `${path}: expected ${expects}; it answered ${answer.status}`;
  });
  return [...(await Promise.all(complaints)).flat(), ...(await withoutEncryption(origin))];
}

/** Over http nothing but the way to https (Azure's `httpsOnly`). A deployment on one machine has no https. */
async function withoutEncryption(origin: string): Promise<readonly string[]> {
  const url = new URL('/api/health', origin);
  if (url.protocol !== 'https:') return [];
  url.protocol = 'http:';
  const answer = await ask(url);
  if (typeof answer === 'string') return [];
  const isSentOn = answer.status >= 300 && answer.status < 400;
  const to = answer.headers.get('location') ?? '';
  return isSentOn && to.startsWith('https://') ? [] : [`${url.href}: expected the way to https`];
}

/** The answer, or why there is none. */
async function ask(url: URL): Promise<Answer | string> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(30_000) });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: parsed(text) };
  } catch (fault) {
    return `no answer (${fault instanceof Error ? fault.name : 'unknown'})`;
  }
}

function parsed(text: string): Answer['json'] {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

if (import.meta.main) {
  const [origin] = process.argv.slice(2);
  if (origin === undefined || !URL.canParse(origin)) {
    console.error('usage: node infra/smoke.ts https://<the deployment>');
    process.exit(2);
  }
  const patience = performance.now() + 5 * 60_000;
  let complaints = await smoke(origin);
  while (complaints.length > 0 && performance.now() < patience) {
    console.log(`not well yet: ${complaints.length} of ${checks.length}`);
    await pause(10_000);
    complaints = await smoke(origin);
  }
  for (const complaint of complaints) console.error(complaint);
  if (complaints.length === 0) console.log(`${origin} is well, and it is this release`);
  process.exitCode = complaints.length === 0 ? 0 : 1;
}
