import { NotAsExpected } from '../../local/demo/check.ts';
import type { StoryContext } from '../../local/demo/context.ts';
import { daysFrom, today } from '../../local/demo/moments.ts';
import type { SearchResult } from '../../local/demo/search-stores.ts';

/** What a search of stores says that hold nothing. */
export const foundNothing: SearchResult = {
  documents: 0,
  messages: 0,
  files: 0,
  bytes: 0,
  logLines: 0,
  telemetryItems: 0,
  found: [],
};

const never = async (): Promise<never> => {
  throw new NotAsExpected('something to come', 'nothing');
};

/** A product that says yes to everything and does nothing. */
export function idle(): StoryContext {
  return {
    days: daysFrom(today()),
    product: {
      sent: { requests: 0, messages: 0 },
      send: async () => Response.json({}),
      sendWithKey: async () => Response.json({}),
      askWithKey: async () => Response.json({}),
      sendToQueue: async () => {},
      lookUp: async () => [],
      checkUse: async () => ({ allowed: false, because: 'nobody' }),
      marketingAudience: async () => [],
      runTimer: async () => {},
    },
    processors: {
      takeHerIn: async () => {},
      phoneAtZendesk: async () => undefined,
      holdingHer: async () => [],
      removeByHand: async () => {},
      become: async () => {},
    },
    mailbox: { all: async () => [], newest: never },
    events: { arrivals: [], received: never, close: async () => {} },
    search: async () => foundNothing,
    notes: { postedAt: new Map(), subjectId: 'hers' },
  };
}
