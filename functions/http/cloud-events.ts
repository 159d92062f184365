import type { HttpRequest } from '@azure/functions';
import { mediaType, readBytes, readJson } from './body.ts';
import { invalidInput, type Problem, problem, unreadable } from './problem.ts';

const limit = 256 * 1024;
const largestBatch = 100;

/** The events of a request, unchecked, each with its place in the body as a JSON Pointer. */
export interface CloudEventsBody {
  readonly outcome: 'read';
  readonly events: readonly { readonly input: unknown; readonly where: string }[];
}

/** Reads CloudEvents 1.0 in the content modes of the HTTP binding (§3.1 binary, §3.2 structured, §3.3 batched). */
export async function readCloudEvents(request: HttpRequest): Promise<CloudEventsBody | Problem> {
  const type = mediaType(request);
  const mode = modeOf(request, type);
  if (mode === undefined) {
    return problem(
      'unsupported-media-type',
      'Send application/cloudevents+json, application/cloudevents-batch+json, or JSON with ce- headers.',
    );
  }
  const bytes = await readBytes(request, limit);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const body = readJson(bytes);
  if (body.outcome === 'problem') return body;
  switch (mode) {
    case 'structured':
      return single(body.value);
    case 'binary':
      return single({ ...attributesOf(request), data: body.value });
    case 'batch':
      return batch(body.value);
  }
}

function modeOf(request: HttpRequest, type: string): 'structured' | 'binary' | 'batch' | undefined {
  if (type === 'application/cloudevents-batch+json') return 'batch';
  if (type === 'application/cloudevents+json') return 'structured';
  if (type !== 'application/json') return undefined;
  return request.headers.has('ce-specversion') ? 'binary' : 'structured';
}

function single(input: unknown): CloudEventsBody {
  return { outcome: 'read', events: [{ input, where: '' }] };
}

function batch(value: unknown): CloudEventsBody | Problem {
  if (!Array.isArray(value)) return unreadable('A batch is a JSON array of events.');
  if (value.length > largestBatch) return invalidInput([{ pointer: '', reason: 'too-many' }]);
  return { outcome: 'read', events: value.map((input, index) => ({ input, where: `/${index}` })) };
}

/** The context attributes of binary mode: `ce-` headers, percent-encoded (§3.1.3.2). */
function attributesOf(request: HttpRequest): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [name, value] of request.headers) {
    if (name.startsWith('ce-')) attributes[name.slice('ce-'.length)] = decodeHeader(value);
  }
  return attributes;
}

function decodeHeader(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
