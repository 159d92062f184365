import type { AddressInfo, Server, Socket } from 'node:net';
import rhea, { type Connection, type Container, type EventContext, type Session } from 'rhea';
import type { Namespace } from '../namespace.ts';
import type { Journal } from '../store/journal.ts';
import { type Destination, destinationOf } from './address.ts';
import { cbsHandler } from './cbs.ts';
import { ConsumerLink } from './consumer-link.ts';
import { type AmqpFault, notAllowed, notImplemented } from './fault.ts';
import { MAX_MESSAGE_SIZE, openIntakeLink } from './intake-link.ts';
import { managementHandler } from './management.ts';
import { openRequestLink, ReplyLinks, type RequestHandler } from './request-link.ts';
import { type IncomingLink, isIncoming, isOutgoing, type OutgoingLink } from './rhea-internals.ts';

const HOST = '127.0.0.1';

/** How many sends a client may have under way on a link; the SDK's own limit is 2048. */
const CREDIT_WINDOW = 2_000;
/** Deliveries of one session that wait for settlement. rhea frees them in order, so one slow message must not stop the rest. */
const SESSION_BUFFER = { incoming: 4_096, outgoing: 65_536 };

/** The AMQP endpoint: takes connections, and leads each link to the entity it names. */
export class AmqpServer {
  readonly #namespace: Namespace;
  readonly #journal: Journal;
  readonly #container: Container;
  readonly #replies = new ReplyLinks();
  readonly #consumers = new Set<ConsumerLink>();
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port: number;

  constructor(options: { port: number; namespace: Namespace; journal: Journal }) {
    this.#port = options.port;
    this.#namespace = options.namespace;
    this.#journal = options.journal;
    this.#container = rhea.create_container({
      id: 'service-bus',
      tcp_no_delay: true,
      receiver_options: {
        autoaccept: false,
        credit_window: CREDIT_WINDOW,
        max_message_size: MAX_MESSAGE_SIZE,
      },
      sender_options: { treat_modified_as_released: false },
    });
    this.#container
      .on('receiver_open', ({ receiver }: EventContext) => {
        if (isIncoming(receiver)) this.#openIncoming(receiver);
      })
      .on('sender_open', ({ sender }: EventContext) => {
        if (isOutgoing(sender)) this.#openOutgoing(sender);
      })
      .on('sender_close', ({ sender }: EventContext) => this.#leave(({ link }) => link === sender))
      .on('session_close', ({ session }: EventContext) => this.#leave(onSession(session)))
      .on('connection_close', ({ connection }: EventContext) => this.#leave(onConnection(connection)))
      .on('disconnected', ({ connection }: EventContext) => this.#leave(onConnection(connection)));
    for (const event of ['error', 'protocol_error']) {
      this.#container.on(event, (error: unknown) => console.error('service bus:', messageOf(error)));
    }
  }

  get port(): number {
    return this.#port;
  }

  async up(): Promise<void> {
    if (this.#server !== undefined) return;
    const server = this.#container.listen({
      host: HOST,
      port: this.#port,
      session_buffer_size: SESSION_BUFFER,
    });
    this.#server = server;
    server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
    this.#port = (server.address() as AddressInfo).port;
  }

  /** Closes the listener and drops every connection; what the entities hold stays. */
  async down(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    this.#server = undefined;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // With an error, for rhea notices no other end that this side makes, and would keep its timers.
    for (const socket of this.#sockets) socket.destroy(new Error('the listener is down'));
    await closed;
    this.#leave(() => true);
  }

  /** A client that sends: to an entity, or requests to $cbs or $management. */
  #openIncoming(link: IncomingLink): void {
    const address: unknown = link.target?.address;
    const destination = destinationOf(this.#namespace, address);
    link.set_target({ address: String(address) });
    link.set_source({ address: link.source?.address ?? '' });
    switch (destination.kind) {
      case 'cbs':
        return this.#openRequests(link, 'cbs', cbsHandler(this.#namespace));
      case 'management':
        return this.#openRequests(link, 'management', managementHandler(destination.entity, this.#journal));
      case 'entity':
        if ('intake' in destination.entity) return openIntakeLink(link, destination.entity.intake);
        return link.close(notAllowed(`Messages cannot be sent to '${destination.entity.address}'.`));
      case 'fault':
        return link.close(destination.fault);
    }
  }

  /** A client that receives: from an entity, or answers to its requests. */
  #openOutgoing(link: OutgoingLink): void {
    const address: unknown = link.source?.address;
    const destination = destinationOf(this.#namespace, address);
    link.set_source({ address: String(address) });
    link.set_target({ address: link.target?.address ?? '' });
    switch (destination.kind) {
      case 'cbs':
      case 'management':
        return this.#replies.open(link);
      case 'entity':
        return this.#openConsumer(link, destination);
      case 'fault':
        return link.close(destination.fault);
    }
  }

  #openConsumer(link: OutgoingLink, { entity }: Extract<Destination, { kind: 'entity' }>): void {
    const fault = receivingFault(link);
    if (fault !== undefined) return link.close(fault);
    if (!('queue' in entity)) {
      return link.close(notAllowed(`Messages are received from the subscriptions of '${entity.address}'.`));
    }
    link.local.attach.snd_settle_mode = link.snd_settle_mode;
    link.local.attach.rcv_settle_mode = link.rcv_settle_mode;
    this.#consumers.add(new ConsumerLink(link, entity.queue));
  }

  #openRequests(link: IncomingLink, spelling: 'cbs' | 'management', handle: RequestHandler): void {
    openRequestLink({ link, spelling, replies: this.#replies, handle });
  }

  #leave(gone: (consumer: ConsumerLink) => boolean): void {
    for (const consumer of this.#consumers) {
      if (!gone(consumer)) continue;
      consumer.close();
      this.#consumers.delete(consumer);
    }
  }
}

/** Session receivers ask for a session by a filter on their source. */
function receivingFault(link: OutgoingLink): AmqpFault | undefined {
  const filters = Object.keys(link.source?.filter ?? {});
  if (filters.length === 0) return undefined;
  const sessions = filters.some((name) => name.includes('session-filter'));
  return notImplemented(sessions ? 'Receiving from a session' : `The source filter ${filters.join(', ')}`);
}

function onSession(session: Session | undefined) {
  return ({ link }: ConsumerLink) => link.session === session;
}

function onConnection(connection: Connection) {
  return ({ link }: ConsumerLink) => link.connection === connection;
}

function messageOf(error: unknown): unknown {
  if (error instanceof Error) return error.stack;
  return typeof error === 'object' && error !== null && 'error' in error ? error.error : error;
}
