import type { EventReceiver } from './event-receiver.ts';
import type { MailboxClient } from './mailbox-client.ts';
import type { Days } from './moments.ts';
import type { ProcessorsClient } from './processors-client.ts';
import type { ProductClient } from './product-client.ts';
import type { SearchResult } from './search-stores.ts';

/** What the steps of the story have to do with. */
export interface StoryContext {
  readonly days: Days;
  readonly product: ProductClient;
  readonly processors: ProcessorsClient;
  readonly mailbox: MailboxClient;
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
  /** By which her file is found when no address leads there any more. */
  subjectId?: string;
  /** The request of hers for a copy. */
  copyId?: string;
  /** His request to be erased, and the path of his own page of it. */
  hisRequestId?: string;
  hisPage?: string;
  holdId?: string;
  /** The erasure of her forms. */
  erasureId?: string;
  /** How often each processor was asked to erase her. */
  attempts?: readonly number[];
  left?: SearchResult;
}
