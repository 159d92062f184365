import { expect, test, vi } from 'vitest';
import type * as Check from '../../local/demo/check.ts';
import { NotAsExpected } from '../../local/demo/check.ts';
import type { StoryContext } from '../../local/demo/context.ts';
import { daysFrom, today } from '../../local/demo/moments.ts';
import type { SearchResult } from '../../local/demo/search-stores.ts';
import { story } from '../../local/demo/story.ts';

/** What never comes is waited for once. */
vi.mock('../../local/demo/check.ts', async (original) => {
  const check = await original<typeof Check>();
  return {
    ...check,
    async eventually<Found>(expected: string, look: () => Found | undefined | Promise<Found | undefined>) {
      const found = await look();
      if (found === undefined) throw new check.NotAsExpected(expected, 'nothing like it');
      return found;
    },
  };
});

const nothing: SearchResult = {
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
function idle(): StoryContext {
  return {
    days: daysFrom(today()),
    product: {
      sent: { requests: 0, messages: 0 },
      send: async () => new Response(''),
      sendWithKey: async () => Response.json({}),
      askWithKey: async () => Response.json({}),
      sendToQueue: async () => {},
      lookUp: async () => [],
      checkMarketing: async () => ({ allowed: false, because: 'nobody' }),
      marketingAudience: async () => [],
      runTimer: async () => {},
    },
    processors: {
      takeHerIn: async () => {},
      holdingHer: async () => [],
      removeByHand: async () => {},
      become: async () => {},
    },
    mailbox: { all: async () => [], newest: never },
    events: { arrivals: [], received: never, close: async () => {} },
    search: async () => nothing,
    notes: { postedAt: new Map(), subjectId: 'hers' },
  };
}

test.each(story)('a product that does nothing does not get through: $title', async ({ run }) => {
  await expect(run(idle())).rejects.toThrow(NotAsExpected);
});
