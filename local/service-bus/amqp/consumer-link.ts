import type { Delivery, EventContext } from 'rhea';
import { encodeDelivery } from '../codec/delivery.ts';
import type { Consumer } from '../entity/consumer.ts';
import { type Lock, lockedUntil } from '../entity/lock-book.ts';
import type { Message } from '../entity/message.ts';
import type { Queue } from '../entity/queue.ts';
import type { Settled, Verdict } from '../entity/verdict.ts';
import { DEAD_END, LOCK_LOST } from './fault.ts';
import { lockTag } from './lock-token.ts';
import { echo, rejected, VERDICTS } from './outcome.ts';
import { answerDrained, type OutgoingLink, sessionRoom, settle } from './rhea-internals.ts';

/** snd-settle-mode `settled`: the SDK's receive-and-delete. */
const SETTLED = 1;
/** What a second outcome for one delivery goes by. */
const NO_LOCK = '';
/** How often a drain looks whether rhea has transmitted what was sent; the SDK waits 200 ms for it. */
const DRAIN_CHECK = 2;

/** A receiver's link to a queue. */
export class ConsumerLink implements Consumer {
  readonly mode: Consumer['mode'];
  readonly link: OutgoingLink;
  readonly #queue: Queue;
  /** Lock tokens of deliveries that wait for an outcome, by delivery id. */
  readonly #unsettled = new Map<number, string>();
  /**
   * Credit in absolute numbers: how many messages the peer will have allowed in all, how many were claimed, and
   * how many of these were sent. rhea's own count lags behind what it was given to send.
   */
  #allowed = 0;
  #claimed = 0;
  #sent = 0;
  #draining = false;
  #closed = false;

  constructor(link: OutgoingLink, queue: Queue) {
    this.link = link;
    this.#queue = queue;
    this.mode = link.snd_settle_mode === SETTLED ? 'receive-and-delete' : 'peek-lock';
    link.on('sender_flow', () => this.#granted());
    link.on('sender_draining', () => this.#drain());
    link.on('sendable', () => queue.pump());
    for (const [outcome, verdict] of Object.entries(VERDICTS)) {
      link.on(outcome, ({ delivery }: EventContext) => {
        if (delivery !== undefined) this.#settle(delivery, verdict(delivery.remote_state ?? {}));
      });
    }
    queue.attach(this);
  }

  ready(): boolean {
    return this.#allowed > this.#claimed && sessionRoom(this.link) > this.#claimed - this.#sent;
  }

  claim(): void {
    this.#claimed++;
  }

  deliver(message: Message, lock: Lock | undefined): void {
    if (this.#closed) return;
    this.#sent++;
    const bytes = encodeDelivery({
      ...message,
      state: message.deferred ? 'deferred' : 'active',
      lockedUntil: lock && lockedUntil(lock),
    });
    const delivery = this.link.send(bytes, lock && lockTag(lock), 0);
    if (lock !== undefined) this.#unsettled.set(delivery.id, lock.token);
  }

  /** The link is gone. Its locks last until they end, or until they are settled over $management. */
  close(): void {
    this.#closed = true;
    this.#queue.detach(this);
  }

  #granted(): void {
    this.#allowed = this.link.delivery_count + this.link.credit;
    this.#draining = false;
    this.#queue.pump();
  }

  #drain(): void {
    this.#draining = true;
    this.#finishDrain();
  }

  /** Only once everything claimed was transmitted: rhea takes the credit of what it still has to send, too. */
  #finishDrain(): void {
    if (!this.#draining || this.#closed) return;
    if (this.#claimed > this.#sent || this.link.delivery_count < this.#sent) {
      setTimeout(() => this.#finishDrain(), DRAIN_CHECK);
      return;
    }
    this.#draining = false;
    this.#claimed = this.#allowed;
    this.#sent = this.#allowed;
    answerDrained(this.link);
  }

  #settle(delivery: Delivery, verdict: Verdict): void {
    const token = this.#unsettled.get(delivery.id) ?? NO_LOCK;
    this.#unsettled.delete(delivery.id);
    this.#queue.settle(token, verdict, (outcome) => this.#answer(delivery, verdict, outcome));
  }

  #answer(delivery: Delivery, verdict: Verdict, outcome: Settled): void {
    if (this.#closed) return;
    switch (outcome) {
      case 'settled':
        return settle(delivery, echo(verdict), verdict.kind !== 'complete');
      case 'lock-lost':
        return settle(delivery, rejected(LOCK_LOST), true);
      case 'dead-end':
        return settle(delivery, rejected(DEAD_END), true);
    }
  }
}
