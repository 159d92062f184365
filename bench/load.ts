import autocannon from 'autocannon';

export interface Load {
  readonly url: string;
  readonly connections: number;
  /** So many seconds, or so many requests. */
  readonly until: { readonly seconds: number } | { readonly requests: number };
  /** Asked for each request's JSON; a GET when there is none. */
  readonly body?: () => object;
  /** Called with each answer. */
  readonly onAnswer?: (status: number, body: string) => void;
}

export interface LoadResult {
  readonly answered: number;
  /** Answers that were no 2xx, and requests that had none. */
  readonly failed: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Requests as fast as they are answered, one at a time on each connection, all to 127.0.0.1. */
export async function load({ url, connections, until, body, onAnswer }: Load): Promise<LoadResult> {
  const request: autocannon.Request = {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      setupRequest: (fresh) => ({ ...fresh, body: JSON.stringify(body()) }),
    }),
    ...(onAnswer !== undefined && { onResponse: onAnswer }),
  };
  const result = await autocannon({
    url,
    connections,
    ...('seconds' in until ? { duration: until.seconds } : { amount: until.requests }),
    requests: [request],
  });
  return {
    answered: result['2xx'],
    failed: result.non2xx + result.errors,
    perSecond: result['2xx'] / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}
