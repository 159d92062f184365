import type { IncomingHttpHeaders } from 'node:http';
import type { Address } from './address.ts';
import { badRequest, unsupported } from './errors.ts';
import type { Json } from './json.ts';

/** One request, authorised, with its body still as bytes. */
export interface CosmosRequest {
  readonly verb: string;
  readonly address: Address;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Headers that change what a request means, in ways that are not served here. */
const UNSUPPORTED_HEADERS = [
  'x-ms-documentdb-pre-trigger-include',
  'x-ms-documentdb-post-trigger-include',
  'x-ms-indexing-directive',
] as const;

export function header({ headers }: CosmosRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

export const flag = (request: CosmosRequest, name: string) => header(request, name)?.toLowerCase() === 'true';

export function jsonBody({ body }: CosmosRequest): Json | undefined {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString()) as Json;
  } catch {
    throw badRequest('The input content is invalid because it is not JSON.');
  }
}

export function checkHeaders(request: CosmosRequest): void {
  for (const name of UNSUPPORTED_HEADERS) {
    if (request.headers[name] !== undefined) throw unsupported(`the header ${name}`);
  }
  const range = header(request, 'x-ms-documentdb-partitionkeyrangeid');
  if (range !== undefined && range !== '0') throw unsupported(`the partition key range '${range}'`);
  const [low, high] = [header(request, 'x-ms-start-epk') ?? '', header(request, 'x-ms-end-epk') ?? 'FF'];
  if (low !== '' || high !== 'FF')
    throw unsupported('a part of the range of partition keys (x-ms-start-epk)');
}
