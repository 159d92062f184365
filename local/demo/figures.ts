import { register } from '../../shared/policy/register.ts';
import type { StoryContext } from './context.ts';
import type { EventReceiver } from './event-receiver.ts';

/** What the story took and what is left after it. */
export function figuresOf(
  { product, events, notes }: StoryContext,
  {
    cosmosRequests,
    mails,
  }: { readonly cosmosRequests: number; readonly mails: readonly { readonly to: string }[] },
): readonly (readonly [name: string, value: string])[] {
  const { requests, messages } = product.sent;
  const times = timesToTopic(events, notes.postedAt);
  const { attempts = [] } = notes;
  const asked = attempts.reduce((sum, each) => sum + each, 0);
  const toStaff = mails.filter(({ to }) => to === register.contacts.rights).length;
  const { documents = 0, files = 0, bytes = 0 } = notes.left ?? {};
  return [
    ['requests', `${requests} over HTTP, ${messages} over AMQP; Cosmos DB answered ${cosmosRequests} in all`],
    ['events', `${events.arrivals.length} received from the topic, each once`],
    [
      'delivery',
      `p50 ${percentile(times, 50)} ms, p95 ${percentile(times, 95)} ms from a form's post to its message`,
    ],
    ['erasure', `${attempts.length} processors asked, ${asked} times until all had answered`],
    ['mails', `${mails.length} sent: ${mails.length - toStaff} to people, ${toStaff} to staff`],
    [
      'left',
      `${documents} documents, ${Math.round(bytes / 1024)} KiB in ${files} files; people in their mails only`,
    ],
  ];
}

/** Whole milliseconds from each post to the arrival of its event. */
function timesToTopic({ arrivals }: EventReceiver, postedAt: ReadonlyMap<string, number>): number[] {
  return arrivals.flatMap(({ event: { data }, at }) => {
    const posted = 'channel' in data ? postedAt.get(data.channel) : undefined;
    return posted === undefined ? [] : [Math.round(at - posted)];
  });
}

/** By nearest rank. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? Number.NaN;
}
