import { describe, expect, test, vi } from 'vitest';
import { copyAskedFor, disclosureStays, expectPutIn } from '../../local/demo/access.ts';
import type * as Check from '../../local/demo/check.ts';
import { NotAsExpected } from '../../local/demo/check.ts';
import type { StoryContext } from '../../local/demo/context.ts';
import { erasureDone, erasureFollowed, overdue, timeExtended } from '../../local/demo/his-erasure.ts';
import { daysFrom, today } from '../../local/demo/moments.ts';
import { passerBy, person } from '../../local/demo/person.ts';
import { numberCorrected, objected } from '../../local/demo/rights.ts';
import { browserRefusesCookies, changeAnnounced } from '../../local/demo/visitors.ts';
import { idle } from './demo-context.ts';

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

const requestId = '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11';
const link = `http://127.0.0.1/requests/${requestId}?token=one`;

/** A product whose mails all come, and which answers as it is told. */
function answering({
  send = async () => Response.json({ requestId }),
  ask = async () => Response.json({}),
  allowed = true,
}: {
  readonly send?: StoryContext['product']['send'];
  readonly ask?: (path: string) => Promise<Response>;
  readonly allowed?: boolean;
} = {}): StoryContext {
  const { product, mailbox, ...rest } = idle();
  return {
    ...rest,
    product: {
      ...product,
      send,
      askWithKey: (_, path) => ask(path),
      checkUse: async () => ({ allowed, because: 'anything' }),
    },
    mailbox: {
      ...mailbox,
      newest: async (to) => ({ to, subject: `To ${to.length} letters`, headers: {}, text: link }),
    },
    events: { ...rest.events, received: async () => [] },
    notes: { ...rest.notes, hisRequestId: requestId, hisPage: '/requests/his?token=two' },
  };
}

const pageWith = (badge: string) =>
  `<tr><th scope="row">TeamViewer</th> <td><span class="badge ${badge}">…</span></td></tr>`;

describe('what does not get through', () => {
  test('an answer that says who is known', async () => {
    const send: StoryContext['product']['send'] = async ({ body }) =>
      Response.json(
        { requestId },
        { headers: typeof body === 'string' && body.includes(person.email) ? { 'x-known': 'yes' } : {} },
      );
    await expect(copyAskedFor(answering({ send }))).rejects.toThrow('expected the same answer');
  });

  test('a mail that says who is known', async () => {
    await expect(copyAskedFor(answering())).rejects.toThrow('expected the same mail');
  });

  test('a correction that nobody is shown', async () => {
    const send: StoryContext['product']['send'] = async ({ method }) =>
      method === 'GET' ? new Response('<p>Thank you</p>') : Response.json({ requestId });
    await expect(numberCorrected(answering({ send }))).rejects.toThrow('expected the old number and the new');
  });

  test('an objection after which all is as before', async () => {
    await expect(objected(answering())).rejects.toThrow('expected quality evaluation not to be allowed');
  });

  test('an objection that changes nothing, as it was not allowed before', async () => {
    await expect(objected(answering({ allowed: false }))).rejects.toThrow('evaluation to be allowed');
  });

  test('a page on which nobody is waited for, or nobody was asked', async () => {
    for (const page of [pageWith('ok'), '<p>Thank you</p>']) {
      const send: StoryContext['product']['send'] = async ({ method }) =>
        method === 'GET' ? new Response(page) : new Response('', { headers: { location: '/requests/x' } });
      const ask = async () => Response.json({ tasks: [{ taskId: 'one', processor: 'teamviewer' }] });
      await expect(erasureFollowed(answering({ send, ask }))).rejects.toThrow('wait for TeamViewer');
    }
  });

  test('an erasure that is done while somebody is waited for', async () => {
    const send: StoryContext['product']['send'] = async () => new Response(pageWith('warn'));
    const ask = async () => Response.json({ tasks: [{ taskId: 'one', processor: 'teamviewer' }] });
    await expect(erasureDone(answering({ send, ask }))).rejects.toThrow('wait for nobody');
  });

  test('an extension that gives no time', async () => {
    const ask = async () => Response.json({ dueOn: '2027-12-13' });
    await expect(timeExtended(answering({ ask }))).rejects.toThrow('expected a later day');
  });

  test('a reminder that does not say that the day is over', async () => {
    await expect(overdue(answering())).rejects.toThrow('expected a mail that says overdue');
  });

  test.each([
    ['all the same', { choices: { analytics: true, marketing: true }, source: 'gpc' }],
    ['in part', { choices: { analytics: true, marketing: false }, source: 'gpc' }],
    ['by the visitor', { choices: { analytics: false, marketing: false }, source: 'visitor' }],
  ])('a refusal of the browser that is taken as accepted %s', async (_, answer) => {
    const send = async () => Response.json(answer);
    await expect(browserRefusesCookies(answering({ send }))).rejects.toThrow(NotAsExpected);
  });

  test.each([
    ['one person', { told: 1, withoutAddress: 0, notContacted: 0 }],
    ['one twice', { told: 3, withoutAddress: 0, notContacted: 0 }],
    ['nobody by mail', { told: 0, withoutAddress: 2, notContacted: 0 }],
    ['both, but by no event', { told: 2, withoutAddress: 0, notContacted: 0 }],
  ])('an announcement that tells %s', async (_, counts) => {
    const ask = async () => Response.json({ announcements: [{ state: 'done', counts }] });
    await expect(changeAnnounced(answering({ ask }))).rejects.toThrow(NotAsExpected);
  });

  test.each([
    ['is of somebody else', [{ subjectId: 'other', reference: 'Case 88/4' }]],
    ['names her', [{ subjectId: 'hers', reference: 'Case 88/4', about: person.name }]],
    ['is there twice', [0, 1].map(() => ({ subjectId: 'hers', reference: 'Case 88/4' }))],
  ])('a disclosure that %s', async (_, disclosures) => {
    const ask = async () => Response.json({ disclosures });
    await expect(disclosureStays(answering({ ask }))).rejects.toThrow(NotAsExpected);
  });
});

describe('a copy', () => {
  const days = daysFrom(today());
  const { email, name, company } = person;
  const phone = '+4722334455';
  const kept = {
    id: 'one',
    receivedAt: `${days.first}T09:00:00Z`,
    eraseAfter: `${days.formsKept}T09:00:00Z`,
  };
  const form = { ...kept, marketing: false, locale: 'nb', submittedOn: days.first };
  const contact = { name, company, email, phone };
  const act = { by: 'staff', at: kept.receivedAt, locale: 'nb' } as const;
  const copy: Parameters<typeof expectPutIn>[0] = {
    registrations: [
      { ...form, channel: 'software', contact },
      { ...form, channel: 'phone', contact: { phone, email }, submittedOn: days.phoneCall },
      { ...form, channel: 'contact-form', contact },
    ],
    licences: [{ ...kept, licenceId: 'LICENCE-1', contact, endedOn: days.licenceEnd }],
    consents: [
      {
        ...kept,
        purpose: 'marketing',
        state: 'withdrawn',
        since: kept.receivedAt,
        locale: 'nb',
        acts: (['requested', 'given', 'withdrawn'] as const).map((state) => ({ ...act, state })),
      },
    ],
    disclosures: [
      {
        id: 'one',
        authority: 'Oslo politidistrikt',
        legalBasis: 'Straffeprosessloven § 210',
        reference: 'Case 88/4',
        disclosedOn: days.licenceEnd,
        recordedAt: kept.receivedAt,
        records: [],
        fields: ['name', 'phone'],
      },
    ],
  };
  const [first, ...others] = copy.registrations;

  test('that says what was put in gets through', () => {
    expect(() => expectPutIn(copy, days)).not.toThrow();
  });

  test.each([
    ['without a form', { registrations: others }],
    ['with a form twice', { registrations: [...copy.registrations, ...others] }],
    ['without the licence', { licences: [] }],
    ['without the consent', { consents: [] }],
    ['without the disclosure', { disclosures: [] }],
    [
      'with the name of another',
      {
        registrations: copy.registrations.map((each) =>
          each === first ? { ...each, contact: { ...contact, name: passerBy.name } } : each,
        ),
      },
    ],
  ])('%s does not', (_, change) => {
    expect(() => expectPutIn({ ...copy, ...change }, days)).toThrow(NotAsExpected);
  });
});
