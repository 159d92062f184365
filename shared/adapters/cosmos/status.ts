/** The HTTP status of a Cosmos DB answer that the SDK turned into an exception, else undefined. */
export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && typeof error.code === 'number') return error.code;
  return statusOf(error.cause);
}

/** Whether a fault is a Cosmos DB answer of that HTTP status. */
export function isStatus(error: unknown, status: number): boolean {
  return statusOf(error) === status;
}

/**
 * An operation failed in a way that says nothing about the data: throttled, timed out, the service is moving.
 * Whether it was done is not known; every caller may send the same again.
 */
export class BatchUnavailable extends Error {
  override readonly name = 'BatchUnavailable';
  readonly code: number;
  constructor(status: number) {
    super(`Cosmos DB answered ${status} to an operation of a batch; try again later`);
    this.code = status;
  }
}

/** Statuses that pass: request timeout, gone (a partition moves), throttled, retry with, unavailable. */
export function isPassing(status: number): boolean {
  return [408, 410, 429, 449, 500, 503].includes(status);
}
