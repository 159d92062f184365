/**
 * Sequence numbers of messages that wait for a receiver, lowest first: a binary heap. A message that comes back
 * from a lock takes its old place. It holds numbers only, so a message that is gone keeps no body alive here.
 */
export class ReadyList {
  readonly #heap: number[] = [];

  add(sequence: number): void {
    const heap = this.#heap;
    let index = heap.length;
    heap.push(sequence);
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const above = heap[parent] ?? -Infinity;
      if (above <= sequence) break;
      heap[index] = above;
      index = parent;
    }
    heap[index] = sequence;
  }

  lowest(): number | undefined {
    return this.#heap[0];
  }

  dropLowest(): void {
    const heap = this.#heap;
    const moved = heap.pop();
    if (moved === undefined || heap.length === 0) return;
    let index = 0;
    for (;;) {
      let child = index * 2 + 1;
      if ((heap[child + 1] ?? Infinity) < (heap[child] ?? Infinity)) child++;
      const below = heap[child] ?? Infinity;
      if (below >= moved) break;
      heap[index] = below;
      index = child;
    }
    heap[index] = moved;
  }
}
