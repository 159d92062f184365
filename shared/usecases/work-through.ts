/** Items worked on at the same time. */
const width = 8;

export interface Worked {
  readonly pages: number;
  readonly items: number;
  /** Items that met a fault; they are still to be done. */
  readonly failed: number;
  /** The last of these faults. */
  readonly fault: unknown;
}

/**
 * Does the work for each item, page by page, several at a time. An item that meets a fault does not keep the others.
 * Ends after the page in which `longest` (milliseconds) is over.
 */
export async function workThrough<Item>(
  pages: AsyncIterable<readonly Item[]>,
  work: (item: Item) => Promise<void>,
  { longest }: { readonly longest: number },
): Promise<Worked> {
  const until = performance.now() + longest;
  let worked: Worked = { pages: 0, items: 0, failed: 0, fault: undefined };
  for await (const page of pages) {
    const waiting = [...page];
    const worker = async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        try {
          await work(next);
        } catch (fault) {
          worked = { ...worked, failed: worked.failed + 1, fault };
        }
      }
    };
    await Promise.all(Array.from({ length: width }, worker));
    worked = { ...worked, pages: worked.pages + 1, items: worked.items + page.length };
    if (performance.now() > until) break;
  }
  return worked;
}
