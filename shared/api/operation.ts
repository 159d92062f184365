import type * as z from 'zod';

/** What the calls are about, in the order in which the page shows them. */
export const tags = {
  registrations: 'Contact details that somebody leaves (policy rows P1, P2).',
  consents: 'Whether, and whom, we may contact for a purpose (policy rows P5, P6).',
  licences: 'What the licence system tells (policy row P10).',
  requests: "People's rights (policy row P7, GDPR Art. 15–22).",
  people: 'What is held of a person, put right or withdrawn for them by staff.',
  holds: 'What must stay, or must not be used for now (policy row P8, GDPR Art. 18).',
  tasks: 'What staff do because a processor would not, or has no interface for it (policy row P11).',
  operations: 'What staff do besides: disclosures to authorities, changes of the policy, failed messages.',
  cookies: 'The choice of cookies on the web site (policy row P4).',
  system: 'The policy as data, the state of the service, these descriptions.',
  pages: 'Pages for people and for staff: HTML, in Norwegian and English.',
} as const;

type Tag = keyof typeof tags;

/** A call of the HTTP interface, in one entry. */
export interface Operation {
  /** The name of its trigger. */
  readonly id: string;
  /** `POST /api/registrations`: as the trigger is registered. */
  readonly call: `${string} /${string}`;
  readonly tag: Tag;
  readonly access: 'anybody' | 'function-key' | 'staff';
  readonly summary: string;
  readonly description?: string;
  /** Besides those in the path, which are text unless they stand here. */
  readonly parameters?: readonly Parameter[];
  readonly body?: Body;
  readonly answers: Readonly<Record<number, Answer>>;
  /** The problems that are its own; those that every such call can have are added. */
  readonly problems?: readonly ProblemStatus[];
}

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly description: string;
  readonly example?: string;
  readonly required?: boolean;
  readonly oneOf?: readonly string[];
}

export interface Body {
  /** The media types it may come in; their schemas. */
  readonly content: Readonly<Record<string, z.ZodType>>;
  readonly required: boolean;
  readonly limit: string;
  /** By media type, else of all. */
  readonly example: unknown;
  readonly examples?: Readonly<Record<string, unknown>>;
}

export interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, z.ZodType | 'text'>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a problem means by its status. */
export const problemStatuses = {
  400: 'The body cannot be read, or fields are not valid: `errors` says which and why, and never repeats a value.',
  404: 'There is nothing here, or nothing any more.',
  409: 'It is not so any more, or not yet.',
  413: 'The body is too large.',
  415: 'The media type is not one that is taken here.',
  422: 'The `Idempotency-Key` came before with something else.',
  429: 'Too many at once.',
  503: 'It could not be done just now: send the same again in a few seconds.',
} as const;

export type ProblemStatus = keyof typeof problemStatuses;

interface BodyOptions {
  /** What its schema is called in the description. */
  readonly id: string;
  readonly example: unknown;
  readonly limit: string;
}

/** A body of JSON. */
export function json(schema: z.ZodType, { id, example, limit }: BodyOptions): Body {
  return { content: { 'application/json': schema.meta({ id }) }, required: true, example, limit };
}

/** A body as a web form sends it, in any of its three encodings. */
export function form(schema: z.ZodType, { id, example, limit }: BodyOptions): Body {
  const named = schema.meta({ id });
  const content = {
    'application/json': named,
    'application/x-www-form-urlencoded': named,
    'multipart/form-data': named,
  };
  return { content, required: true, example, limit };
}

/** An answer of JSON. */
export function answerOf(description: string, schema: z.ZodType): Answer {
  return { description, content: { 'application/json': schema } };
}

/** A page. */
export function pageOf(description: string): Answer {
  return fileOf(description, 'text/html');
}

/** An answer of text of that media type. */
export function fileOf(description: string, type: string): Answer {
  return { description, content: { [type]: 'text' } };
}
