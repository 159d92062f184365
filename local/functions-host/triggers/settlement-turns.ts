import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Lets messages be settled with one outcome at a time per turn of the event loop.
 *
 * rhea, under @azure/service-bus, writes the dispositions of a turn together, and joins the first two of
 * neighbouring messages without comparing their outcomes (session.js, write_dispositions): a message that was
 * abandoned beside a completed one would be completed too, and lost.
 */
export class SettlementTurns<Outcome extends string> {
  #outcome: Outcome | undefined;

  /** Resolves when `outcome` may be written. Same outcomes go together. */
  async take(outcome: Outcome): Promise<void> {
    while (this.#outcome !== undefined && this.#outcome !== outcome) await nextTurn();
    if (this.#outcome === outcome) return;
    this.#outcome = outcome;
    setImmediate(() => {
      this.#outcome = undefined;
    });
  }
}
