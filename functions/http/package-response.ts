import type { HttpResponseInit } from '@azure/functions';
import { kindOf } from '../runtime/fault-kind.ts';

/**
 * A package as an answer, passed on as it is read: nothing of it is kept by a browser or a proxy. JSON is a file to
 * save; HTML is shown, under the policy that it states itself: one that was written before its style changed keeps the
 * style that it has.
 *
 * `@azure/functions` does not wait for a reader who is slower than the store (its issue 294): what is not read yet
 * lies in memory, some 600 bytes a record.
 */
export async function packageResponse(
  format: 'html' | 'json',
  bytes: AsyncIterable<Uint8Array>,
): Promise<HttpResponseInit & { readonly body: ReadableStream<Uint8Array> }> {
  const rest = bytes[Symbol.asyncIterator]();
  const { read, policy } = await opened(rest, format === 'html' ? statedPolicy : isBegun);
  return {
    status: 200,
    headers: {
      'content-type': format === 'html' ? 'text/html; charset=utf-8' : 'application/json',
      'content-disposition': `${format === 'html' ? 'inline' : 'attachment'}; filename="personal-data.${format}"`,
      'content-security-policy': `${policy}; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    body: streamOf(read, rest),
  };
}

interface Opening {
  readonly read: Uint8Array[];
  readonly policy: string;
}

/** What a document may do, by its first lines; undefined while they have not come. */
type PolicyIn = (opening: string) => string | undefined;

/** It stands before anything of the person. */
const statedPolicy: PolicyIn = (opening) =>
  /<meta http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(opening)?.[1];

const isBegun: PolicyIn = (opening) => (opening === '' ? undefined : "default-src 'none'");

const longestOpening = 4096;

/** Reads on until the policy is known, and no further: what fails so far can still be said with a status. */
async function opened(rest: AsyncIterator<Uint8Array>, policyIn: PolicyIn): Promise<Opening> {
  const read: Uint8Array[] = [];
  for (;;) {
    const opening = Buffer.concat(read).toString('utf8', 0, longestOpening);
    const policy = policyIn(opening);
    if (policy !== undefined) return { read, policy };
    const next = opening.length < longestOpening ? await rest.next() : undefined;
    if (next === undefined || next.done) {
      await rest.return?.();
      throw new Error('a package has no policy');
    }
    read.push(next.value);
  }
}

/** Read as it is asked for; whoever asks no more ends the reading. */
function streamOf(read: Uint8Array[], rest: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = read.shift() ?? (await nextOf(rest));
        if (piece === undefined) controller.close();
        else controller.enqueue(piece);
      },
      async cancel() {
        await rest.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

async function nextOf(rest: AsyncIterator<Uint8Array>): Promise<Uint8Array | undefined> {
  try {
    const next = await rest.next();
    return next.done ? undefined : next.value;
  } catch (fault) {
    // The host logs what a stream breaks with: a fault's own words may quote data.
    throw new PackageBrokeOff(fault);
  }
}

class PackageBrokeOff extends Error {
  override readonly name = 'PackageBrokeOff';
  constructor(fault: unknown) {
    super(`a package broke off: ${kindOf(fault)}`);
  }
}
