import type { EventReceiver } from './event-receiver.ts';
import type { Days } from './moments.ts';
import type { ProductClient } from './product-client.ts';
import type { SearchResult } from './search-stores.ts';

/** What the steps of the story have to do with. */
export interface StoryContext {
  readonly days: Days;
  readonly product: ProductClient;
  readonly events: EventReceiver;
  readonly search: () => Promise<SearchResult>;
  readonly notes: Notes;
}

/** What a later step or the figures need of an earlier one. */
interface Notes {
  /** When each form was posted, on the clock of `performance.now()`, by the channel it came on. */
  readonly postedAt: Map<string, number>;
  /** The registration that the first form was told. */
  firstRegistration?: string;
  left?: SearchResult;
}
