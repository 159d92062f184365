import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { passerBy, person } from './person.ts';
import { POLICY_VERSION } from './registrations.ts';

/** Global Privacy Control: what the browser says counts, whatever was ticked for the visitor. */
export async function browserRefusesCookies({ product }: StoryContext): Promise<string> {
  const response = await product.send({
    path: '/api/cookie-choices',
    headers: { 'content-type': 'application/json', 'sec-gpc': '1' },
    body: JSON.stringify({ choices: { analytics: true, marketing: true }, policyVersion: POLICY_VERSION }),
    expect: 201,
  });
  const { choices, source } = (await response.json()) as { choices?: object; source?: string };
  const accepted = Object.values(choices ?? { unknown: true }).filter(Boolean);
  expectThat('all cookies refused', accepted.length === 0, choices);
  expectThat('the word of the browser', source === 'gpc', source);
  return 'Sec-GPC: 1. Nothing is accepted; recorded, but not whose it is.';
}

/** Announced twice, told once. */
export async function changeAnnounced({ product, mailbox, events }: StoryContext): Promise<string> {
  for (let time = 0; time < 2; time += 1) {
    await product.sendWithKey('/api/ops/announcements', { policyVersion: POLICY_VERSION });
    await product.runTimer('announce-policy');
  }
  const response = await product.askWithKey('GET', '/api/ops/announcements', 200);
  const { announcements = [] } = (await response.json()) as {
    announcements?: readonly { readonly state: string; readonly counts: Readonly<Record<string, number>> }[];
  };
  const [announcement] = announcements;
  expectThat('it to be done', announcement?.state === 'done', announcement);
  const { told, withoutAddress, notContacted } = announcement.counts;
  expectThat(
    '2 people told, nobody else',
    told === 2 && withoutAddress === 0 && notContacted === 0,
    announcement,
  );
  const arrived = await events.received('policy.announced', 2);
  const people = new Set(arrived.map(({ event }) => event.subject));
  expectThat('each told once', arrived.length === 2 && people.size === 2, arrived.length);
  for (const { email } of [person, passerBy]) await mailbox.newest(email, 1, '/privacy/versions');
  const mails = (await mailbox.all()).filter(({ text }) => text.includes('/privacy/versions'));
  expectThat('one mail each', mails.length === 2, mails.length);
  return `Started twice. Told: ${told}, once each; not reached: ${withoutAddress}.`;
}
