import { GroupCommit } from './group-commit.ts';
import type { Journal } from './journal.ts';

/** Keeps nothing: for a broker that lives as long as its process. */
export class MemoryJournal implements Journal {
  readonly #group = new GroupCommit({ begin: nothing, commit: nothing });
  #lastId = 0;

  nextId(): number {
    return ++this.#lastId;
  }

  afterCommit(done: () => void): void {
    this.#group.afterCommit(done);
  }

  close(): void {
    this.#group.flush();
  }

  put = nothing;
  countDelivery = nothing;
  remove = nothing;
  reach = nothing;
  remember = nothing;
  forget = nothing;
  compact = nothing;
  messagesOf = () => [];
  lastSequenceOf = () => 0;
  seenIn = () => [];
}

function nothing(): void {}
