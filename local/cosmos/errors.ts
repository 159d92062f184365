/**
 * What Cosmos DB answers instead of a result: `{"code", "message"}` under an HTTP status.
 * https://learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb
 * Messages name rules, properties and words of queries, never the values of items.
 */
export class CosmosError extends Error {
  readonly status: number;
  readonly code: string;
  readonly substatus: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { readonly substatus?: number; readonly retryAfterMs?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.substatus = more.substatus;
    this.retryAfterMs = more.retryAfterMs;
  }
}

export const badRequest = (message: string) => new CosmosError(400, 'BadRequest', message);

/** For what Cosmos DB may know and this endpoint does not: the words say which part. */
export const unsupported = (what: string) =>
  new CosmosError(400, 'BadRequest', `${what} is outside what this endpoint supports.`);

/** Substatus 1001: the SDK reads it as "the key in the header is not the key in the item". */
export const partitionKeyMismatch = () =>
  new CosmosError(
    400,
    'BadRequest',
    "PartitionKey extracted from document doesn't match the one specified in the header.",
    { substatus: 1001 },
  );

export const unauthorized = () =>
  new CosmosError(
    401,
    'Unauthorized',
    "The input authorization token can't serve the request. Check the key, and that the signed verb, resource type, resource link and date are those of the request.",
  );

export const notFound = (what: string) =>
  new CosmosError(404, 'NotFound', `Entity with the specified id does not exist in the system: ${what}.`);

export const conflict = (what: string) =>
  new CosmosError(409, 'Conflict', `Entity with the specified id already exists in the system: ${what}.`);

export const uniqueKeyViolation = () =>
  new CosmosError(409, 'Conflict', 'Unique index constraint violation.');

export const preconditionFailed = (what: string) =>
  new CosmosError(412, 'PreconditionFailed', `One of the specified pre-condition is not met: ${what}.`);

export const tooLarge = () => new CosmosError(413, 'RequestEntityTooLarge', 'Request size is too large.');

export const methodNotAllowed = (verb: string) =>
  new CosmosError(405, 'MethodNotAllowed', `The requested verb ${verb} is not supported on this resource.`);

export const throttled = (retryAfterMs: number) =>
  new CosmosError(429, 'TooManyRequests', 'The request rate is too large. Please retry after some time.', {
    substatus: 3200,
    retryAfterMs,
  });

export const unavailable = (message: string) => new CosmosError(503, 'ServiceUnavailable', message);

export const internalError = () =>
  new CosmosError(500, 'InternalServerError', 'The endpoint met a fault of its own; see its output.');
