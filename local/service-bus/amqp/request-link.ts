import rhea, { type Connection, type EventContext, type Message, type Typed } from 'rhea';
import { type AmqpFault, statusCode } from './fault.ts';
import { ACCEPTED } from './outcome.ts';
import { type IncomingLink, type OutgoingLink, settle } from './rhea-internals.ts';

const { types } = rhea;

/** An answer to a request: a body, or nothing, or what went wrong. */
export type Answer =
  | { readonly kind: 'done'; readonly status: 200 | 202 | 204; readonly body?: object }
  | { readonly kind: 'fault'; readonly fault: AmqpFault };

/** Answers one request; `operation` and the other application properties as the client wrote them. */
export type RequestHandler = (
  request: {
    readonly operation: string;
    readonly properties: Readonly<Record<string, unknown>>;
    readonly body: unknown;
  },
  answer: (answer: Answer) => void,
) => void;

/** How the two request endpoints spell the same thing. */
export type Spelling = 'cbs' | 'management';
const STATUS_NAMES = {
  cbs: { code: 'status-code', description: 'status-description' },
  management: { code: 'statusCode', description: 'statusDescription' },
} as const;

/** The links on which clients wait for answers, by what a request may call them in `reply-to`. */
export class ReplyLinks {
  readonly #links = new WeakMap<Connection, Map<string, OutgoingLink>>();

  open(link: OutgoingLink): void {
    const byName = this.#links.get(link.connection) ?? new Map<string, OutgoingLink>();
    this.#links.set(link.connection, byName);
    const target: unknown = link.target?.address;
    for (const name of [link.name, target]) if (typeof name === 'string') byName.set(name, link);
    // An answer needs no settlement.
    link.local.attach.snd_settle_mode = 1;
  }

  find(connection: Connection, replyTo: unknown): OutgoingLink | undefined {
    const link = typeof replyTo === 'string' ? this.#links.get(connection)?.get(replyTo) : undefined;
    return link?.is_open() ? link : undefined;
  }
}

/** A client's link for requests to `$cbs` or to an entity's `$management`. */
export function openRequestLink(options: {
  link: IncomingLink;
  spelling: Spelling;
  replies: ReplyLinks;
  handle: RequestHandler;
}): void {
  const { link, spelling, replies, handle } = options;
  link.on('message', ({ message, delivery }: EventContext) => {
    if (message === undefined || delivery === undefined) return;
    settle(delivery, ACCEPTED, false);
    const properties: Readonly<Record<string, unknown>> = message.application_properties ?? {};
    handle({ operation: String(properties.operation), properties, body: message.body }, (answer) => {
      replies.find(link.connection, message.reply_to)?.send(response(message, answer, spelling));
    });
  });
}

function response(request: Message, answer: Answer, spelling: Spelling): Message {
  const names = STATUS_NAMES[spelling];
  const status = answer.kind === 'done' ? answer.status : statusCode(answer.fault);
  const properties: Record<string, Typed | string> = {
    [names.code]: types.wrap_int(status),
    [names.description]: answer.kind === 'done' ? 'OK' : answer.fault.description,
  };
  if (answer.kind === 'fault') properties.errorCondition = types.wrap_symbol(answer.fault.condition);
  return {
    ...(request.message_id !== undefined && { correlation_id: request.message_id }),
    ...(request.reply_to !== undefined && { to: request.reply_to }),
    application_properties: properties,
    body: answer.kind === 'done' ? (answer.body ?? {}) : {},
  };
}
