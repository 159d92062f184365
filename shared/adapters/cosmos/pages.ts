import type { QueryIterator } from '@azure/cosmos';

/** The pages of a query that hold anything. */
export async function* pagesOf<Item>(pages: QueryIterator<Item>): AsyncGenerator<readonly Item[]> {
  while (pages.hasMoreResults()) {
    const { resources } = await pages.fetchNext();
    if (resources.length > 0) yield resources;
  }
}
