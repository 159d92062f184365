import rhea, { type Connection, type Delivery, type Receiver, type Sender, type Typed } from 'rhea';

/**
 * What the broker needs of rhea 3.0.5 and its typings leave out (lib/link.js, lib/session.js, lib/message.js).
 * Everything that leans on rhea's inner workings is in this file.
 */

interface Attach {
  max_message_size?: number;
  snd_settle_mode?: number;
  rcv_settle_mode?: number;
}

/** A link on which the broker sends. */
export interface OutgoingLink extends Sender {
  /** What the peer granted and rhea has not transmitted yet. */
  readonly credit: number;
  readonly delivery_count: number;
  readonly local: { readonly attach: Attach };
}

/** A link on which the broker receives. */
export interface IncomingLink extends Receiver {
  readonly local: { readonly attach: Attach };
}

export function isOutgoing(link: Sender | undefined): link is OutgoingLink {
  return link !== undefined && 'delivery_count' in link;
}

export function isIncoming(link: Receiver | undefined): link is IncomingLink {
  return link !== undefined && 'local' in link;
}

const encodedForms = new WeakMap<object, Buffer>();
const decode = rhea.message.decode;
rhea.message.decode = (bytes) => {
  const message = decode(bytes);
  encodedForms.set(message, bytes);
  return message;
};

/** The bytes a message was decoded from: rhea hands messages of format 0 over decoded only. */
export function encodedForm(message: object): Buffer | undefined {
  return Buffer.isBuffer(message) ? message : encodedForms.get(message);
}

/** How many more deliveries the session can keep track of until the peer settles some. */
export function sessionRoom(link: OutgoingLink): number {
  const { outgoing } = link.session as OutgoingLink['session'] & { outgoing: { available(): number } };
  return outgoing.available();
}

/**
 * Settles a delivery with this outcome. rhea joins the outcomes of neighbouring deliveries in one frame, and
 * compares them from the third on only (write_dispositions): unless all are accepted, a second one would be
 * told the outcome of the first. So everything but "accepted" gets a frame of its own.
 */
export function settle(delivery: Delivery, outcome: Typed, alone: boolean): void {
  const { connection } = delivery.link;
  if (alone) transmit(connection);
  delivery.update(true, outcome);
  // rhea waits for the peer to settle as well, which a peer that was told "settled" never does.
  Object.assign(delivery, { remote_settled: true });
  if (alone) transmit(connection);
}

/** Answers "drained", with the credit that is left given back. */
export function answerDrained(link: OutgoingLink): void {
  link.set_drained(true);
  connectionInternals(link.connection)._register();
}

function transmit(connection: Connection): void {
  connectionInternals(connection)._process();
}

function connectionInternals(connection: Connection): { _register(): void; _process(): void } {
  return connection as Connection & { _register(): void; _process(): void };
}
