import { expect, test, vi } from 'vitest';
import type * as Check from '../../local/demo/check.ts';
import { NotAsExpected } from '../../local/demo/check.ts';
import { noAnswerCame, oneClick } from '../../local/demo/consent.ts';
import type { StoryContext } from '../../local/demo/context.ts';
import { askedAgain, nobodyFound, taskAnswered, verified } from '../../local/demo/erasure.ts';
import { dueAndHeld, holdReleased } from '../../local/demo/hold.ts';
import { person } from '../../local/demo/person.ts';
import { callErased, licenceErased } from '../../local/demo/retention.ts';
import { nothingLeft } from '../../local/demo/searches.ts';
import { story } from '../../local/demo/story.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { foundNothing, idle } from './demo-context.ts';

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

/** A product in which she stays, whatever is asked of it and whatever it tells. */
function unforgetting(): StoryContext {
  const day = '2026-11-22T09:00:00Z';
  const registration = {
    kind: 'registration',
    id: 'one',
    receivedOn: day,
    eraseAfter: day,
    fields: [],
    channel: 'event',
    submittedOn: '2026-11-22',
    marketing: false,
    locale: 'nb',
  } as const;
  const teamviewer = { id: 'teamviewer', answer: 'unreachable', since: day, attempt: 3 } as const;
  const erasure = {
    id: 'one',
    state: 'waiting',
    requestedAt: day,
    processors: [teamviewer],
    cause: 'retention',
    scope: [],
  } as const;
  const file = {
    subjectId: 'hers' as SubjectId,
    records: [registration],
    consents: [],
    holds: [],
    requests: [],
    erasures: [erasure],
    rectifications: [],
    withdrawals: [],
    disclosures: [],
    lookups: [],
  } as const;
  const { product, processors, events, ...rest } = idle();
  return {
    ...rest,
    product: {
      ...product,
      lookUp: async () => [file],
      checkUse: async () => ({ allowed: true, because: 'consent-given' }),
      marketingAudience: async () => [person.email],
    },
    processors: { ...processors, holdingHer: async () => ['zendesk', 'goto', 'teamviewer'] },
    events: { ...events, received: async () => [] },
    search: async () => ({
      ...foundNothing,
      found: [{ kind: 'document', where: 'subjects', fields: ['name'] }],
    }),
  };
}

const endings = [
  noAnswerCame,
  oneClick,
  licenceErased,
  callErased,
  dueAndHeld,
  holdReleased,
  askedAgain,
  taskAnswered,
  nobodyFound,
  verified,
  nothingLeft,
];

test.each(endings)('a product that forgets nothing does not get through: $name', async (run) => {
  await expect(run(unforgetting())).rejects.toThrow(NotAsExpected);
});

test.each(story)('a product that does nothing does not get through: $title', async ({ run }) => {
  await expect(run(idle())).rejects.toThrow(NotAsExpected);
});
