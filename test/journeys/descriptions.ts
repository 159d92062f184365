import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { asyncApi } from '../../shared/api/asyncapi.ts';
import type { DescribedAnswer, DescribedOperation } from '../../shared/api/description.ts';
import { openApi } from '../../shared/api/openapi.ts';

/** A call as `fetch` takes it, and how it was answered. */
export interface Exchange {
  readonly path: string;
  readonly init?: RequestInit | undefined;
  readonly answer: Response;
}

/** A message of the topic, as a subscription gets it. */
export interface ToldMessage {
  readonly contentType?: string | undefined;
  readonly body: { readonly type: string };
  readonly applicationProperties?: object | undefined;
}

const calls = once(() => {
  const described = openApi();
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(JSON.parse(JSON.stringify(described)), 'openapi', undefined, false);
  // A path that is written out goes before one with a gap in it.
  const paths = Object.entries(described.paths)
    .toSorted(([one], [other]) => one.split('{').length - other.split('{').length)
    .map(([template, operations]) => ({ template, operations, pattern: patternOf(template) }));
  return { described, ajv, paths };
});

/** What is not as the description of the calls says; nothing for a path that is not ours. */
export async function complaintsAbout(exchange: Exchange): Promise<readonly string[]> {
  // Where it led on to, the answer is that of the last call.
  const { init, answer } = exchange;
  const method = answer.redirected ? 'get' : (init?.method ?? 'get').toLowerCase();
  const { pathname } = answer.redirected ? new URL(answer.url) : new URL(exchange.path, 'http://product');
  const found = calls().paths.find(
    ({ pattern, operations }) => pattern.test(pathname) && method in operations,
  );
  const operation = found?.operations[method];
  if (found === undefined || operation === undefined) return [];
  const place = ['paths', found.template, method];
  const complaints = [
    ...(await aboutAnswer(operation, answer, place)),
    ...aboutBody(operation, exchange, place),
  ];
  return complaints.map((complaint) => `${method.toUpperCase()} ${found.template}: ${complaint}`);
}

/** With these the host itself refuses a call, before it comes to us, and says no more. */
const ofTheHost = new Set([400, 401, 413, 429, 503]);

async function aboutAnswer(
  { responses }: DescribedOperation,
  answer: Response,
  place: readonly string[],
): Promise<readonly string[]> {
  const status = String(answer.status);
  const stated = responses[status];
  const text = await textOf(answer);
  if (text === '' && ofTheHost.has(answer.status)) return [];
  if (stated === undefined) return [`${status} is not described`];
  const type = (answer.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const { response, at } = resolved(stated, [...place, 'responses', status]);
  const { content = {} } = response;
  if (content[type] === undefined) {
    // A page may be nothing where a program asks, such as a mail program; JSON is never nothing.
    const mayBeNothing = text === '' && !Object.keys(content).some((each) => each.endsWith('json'));
    return mayBeNothing ? [] : [`${status} as ${type} is not described`];
  }
  if (!type.endsWith('json') || text === undefined) return [];
  const wrong = errorsOf(schemaAt([...at, 'content', type, 'schema']), JSON.parse(text));
  return wrong === undefined ? [] : [`the body of ${status}: ${wrong}`];
}

/** What was taken in must be what the description lets in. */
function aboutBody(
  { requestBody }: DescribedOperation,
  { init, answer }: Exchange,
  place: readonly string[],
): readonly string[] {
  if (requestBody === undefined || answer.redirected || answer.status >= 400) return [];
  const sent = sentBy(init);
  if (sent === undefined) return [];
  const { type, value } = sent;
  if (requestBody.content[type] === undefined) return [`${type} is taken, and not described`];
  const wrong = errorsOf(schemaAt([...place, 'requestBody', 'content', type, 'schema']), value);
  return wrong === undefined ? [] : [`a body was taken that the description refuses: ${wrong}`];
}

/** A body as its fields, if it is one that can be read twice. */
function sentBy(
  init: RequestInit | undefined,
): { readonly type: string; readonly value: unknown } | undefined {
  const body = init?.body;
  if (body instanceof FormData) return { type: 'multipart/form-data', value: Object.fromEntries(body) };
  if (body instanceof URLSearchParams) return { type: formType, value: Object.fromEntries(body) };
  if (typeof body !== 'string') return undefined;
  const [type = ''] = (new Headers(init?.headers).get('content-type') ?? '').toLowerCase().split(';');
  if (type.endsWith('json')) return { type, value: JSON.parse(body) };
  if (type === formType) return { type, value: Object.fromEntries(new URLSearchParams(body)) };
  return undefined;
}

const formType = 'application/x-www-form-urlencoded';

/** The text of an answer; not of a list that may never end. */
async function textOf(answer: Response): Promise<string | undefined> {
  const type = answer.headers.get('content-type') ?? '';
  return type.startsWith('application/x-ndjson') ? undefined : answer.clone().text();
}

function resolved(
  stated: DescribedAnswer | { readonly $ref: string },
  place: readonly string[],
): { readonly response: DescribedAnswer; readonly at: readonly string[] } {
  if (!('$ref' in stated)) return { response: stated, at: place };
  const at = stated.$ref.split('/').slice(1);
  return { response: calls().described.components.responses[at.at(-1) ?? ''] ?? { description: '' }, at };
}

/** The schema at a place of the description, as a function. */
export function schemaAt(place: readonly string[]): ValidateFunction {
  const pointer = place
    .map((each) => each.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map(encodeURIComponent);
  const reference = `openapi#/${pointer.join('/')}`;
  const { ajv } = calls();
  return ajv.getSchema(reference) ?? ajv.compile({ $ref: reference });
}

const events = once(() => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const { messages } = asyncApi().components;
  return new Map(
    Object.values(messages).map(({ title, headers, payload }) => [
      title,
      { headers: once(() => ajv.compile(headers ?? {})), payload: once(() => ajv.compile(payload)) },
    ]),
  );
});

/** What is not as the description of the events says. */
export function complaintsAboutEvent(message: ToldMessage): readonly string[] {
  const { contentType, body, applicationProperties } = message;
  // What a test sends itself states no type.
  if (contentType !== 'application/cloudevents+json') return [];
  const described = events().get(body.type);
  if (described === undefined) return [`${body.type} is not described`];
  const wrong = [
    errorsOf(described.payload(), body),
    errorsOf(described.headers(), JSON.parse(JSON.stringify(applicationProperties ?? {}))),
  ];
  return wrong.flatMap((each) => (each === undefined ? [] : [`${body.type}: ${each}`]));
}

function errorsOf(validate: ValidateFunction, value: unknown): string | undefined {
  if (validate(value)) return undefined;
  const errors = validate.errors ?? [];
  return errors
    .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .join('; ');
}

function patternOf(template: string): RegExp {
  const parts = template
    .split(/\{\w+\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${parts.join('[^/]+')}/?$`);
}

function once<Made>(make: () => Made): () => Made {
  let made: { readonly value: Made } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
