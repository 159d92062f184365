import type { HttpRequest, HttpResponseInit } from '@azure/functions';
import { isPurpose } from '../shared/domain/consent-input.ts';
import { type AudienceLine, listAudience } from '../shared/usecases/list-audience.ts';
import { problem, problemResponse } from './http/problem.ts';
import { kindOf } from './runtime/fault-kind.ts';
import { world } from './world.ts';

/**
 * `GET /api/audiences/{purpose}`: the people who may be contacted for it now, one line of JSON each (NDJSON), as they are
 * found. A list that breaks off ends the connection, so that it cannot pass for whole.
 *
 * `@azure/functions` does not wait for a reader who is slower than that (its issue 294): what is not read yet lies in
 * memory, some 400 bytes a person.
 */
export async function getAudience(request: HttpRequest): Promise<HttpResponseInit> {
  const { purpose } = request.params;
  if (!isPurpose(purpose)) return problemResponse(problem('not-found', 'There is no such purpose.'));
  const people = listAudience(world(), purpose);
  // What fails before the first line can still be said with a status.
  const first = await people.next();
  return {
    status: 200,
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' },
    body: ReadableStream.from(linesOf(first, people)),
  };
}

const encoder = new TextEncoder();

async function* linesOf(
  first: IteratorResult<AudienceLine, unknown>,
  rest: AsyncGenerator<AudienceLine>,
): AsyncGenerator<Uint8Array> {
  try {
    if (first.done) return;
    yield encode(first.value);
    for await (const line of rest) yield encode(line);
  } catch (fault) {
    // The host logs what a stream breaks with: a fault's own words may quote data.
    throw new ListBrokeOff(fault);
  } finally {
    await rest.return(undefined);
  }
}

function encode(line: AudienceLine): Uint8Array {
  return encoder.encode(`${JSON.stringify(line)}\n`);
}

class ListBrokeOff extends Error {
  override readonly name = 'ListBrokeOff';
  constructor(fault: unknown) {
    super(`the list broke off: ${kindOf(fault)}`);
  }
}
