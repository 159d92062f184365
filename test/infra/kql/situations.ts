import { entities, heartbeatPartitions, jobs } from '../../../shared/policy/signals.ts';
import { call, event, type Item, metrics, now, request, times } from './items.ts';

const rights = ['access', 'erasure'] as const;
const processors = ['zendesk', 'goto'] as const;

/** How things stand where everything is well, as it is measured every five minutes. */
const measured: readonly Item[] = [
  ...metrics('retention-overdue', { numbers: { subjects: 0, seconds: 0 } }),
  ...metrics('erasures-open', {
    words: { cause: 'retention', state: 'waiting' },
    numbers: { erasures: 2, seconds: 7200 },
  }),
  ...metrics('erasures-overdue', { numbers: { erasures: 0, seconds: 0 } }),
  ...metrics('erasures-contradicted', { numbers: { erasures: 0, seconds: 0 } }),
  ...rights.flatMap((right) =>
    metrics('requests-open', { words: { right }, numbers: { requests: 1, overdue: 0, daysLeft: 12 } }),
  ),
  ...processors.flatMap((processor) =>
    metrics('processors-unanswered', { words: { processor }, numbers: { notices: 1, seconds: 7200 } }),
  ),
  ...metrics('tasks-open', { numbers: { tasks: 1, overdue: 0 } }),
  ...metrics('holds-due', { numbers: { holds: 0 } }),
  ...entities.flatMap((entity) => metrics('dead-letters', { words: { entity }, numbers: { messages: 0 } })),
  ...[1, 6, 11].flatMap((ago) => heartbeatPartitions.flatMap((partition) => lag(partition, 1, ago))),
];

const happened: readonly Item[] = [
  ...jobs.map((job) =>
    event('job-ended', { words: { job, outcome: 'succeeded' }, numbers: { seconds: 1 }, ago: 3 }),
  ),
  ...[5, 65, 125].flatMap((ago) => [
    event('lookup-made', { words: { by: 'staff', found: 'one' }, ago }),
    event('erasure-started', { words: { cause: 'retention' }, ago }),
  ]),
  event('access-denied', { words: { because: 'not-signed-in' } }),
  event('mail-sent', { words: { letter: 'task', outcome: 'sent' } }),
  event('mail-sent', { words: { letter: 'task', outcome: 'put-off' } }),
  event('request-limited', { words: { right: 'access', outcome: 'without-mail' } }),
  ...metrics('events-relayed', { numbers: { events: 12 } }),
  ...processors.flatMap((processor) => times(6, () => call(processor, { success: true }))),
  call('zendesk', { success: false }),
  ...times(50, () => request(200)),
  ...times(60, () => request(0)),
  ...times(15, () => request(200, { function: 'get-health' })),
  request(503),
  request(401),
];

/** How long a heartbeat took. */
export function lag(partition: string, seconds: number, ago: number): readonly Item[] {
  return metrics('relay-lag', { words: { partition }, numbers: { seconds }, ago });
}

/** A quarter of an hour in which nothing is wrong. */
export const healthy: readonly Item[] = [...measured, ...happened];

/** The same, with something wrong in it, which is the newest word. */
export function healthyBut(...items: readonly (Item | readonly Item[])[]): readonly Item[] {
  return [...healthy, ...items.flat()];
}

/** Everything but the signals of this name: `relay-lag`, or `job-ended` of one job. */
export function healthyWithout(name: string, words: Readonly<Record<string, string>> = {}): readonly Item[] {
  return healthy.filter(({ data: { baseData } }) => {
    const text = JSON.stringify(baseData);
    return !(
      text.includes(`"name":"${name}`) && Object.values(words).every((word) => text.includes(`"${word}"`))
    );
  });
}

/** Everything but the heartbeats of one partition. */
function healthyWithoutBeats(partition: string): readonly Item[] {
  return healthy.filter(({ data }) => !JSON.stringify(data).includes(`"${partition}"`));
}

/** For each alert, what is wrong when it fires, and the row that says so. */
export const troubles: Readonly<
  Record<string, { readonly items: readonly Item[]; readonly rows: readonly object[] }>
> = {
  'retention-overdue': {
    items: healthyBut(metrics('retention-overdue', { numbers: { subjects: 3, seconds: 9000 }, ago: 0 })),
    rows: [{ People: 3 }],
  },
  'erasure-overdue': {
    items: healthyBut(metrics('erasures-overdue', { numbers: { erasures: 2, seconds: 60 }, ago: 0 })),
    rows: [{ Erasures: 2 }],
  },
  'request-overdue': {
    items: healthyBut(
      metrics('requests-open', {
        words: { right: 'erasure' },
        numbers: { requests: 1, overdue: 1 },
        ago: 0,
      }),
    ),
    rows: [{ Right: 'erasure', Requests: 1 }],
  },
  'deadline-near': {
    items: healthyBut(
      metrics('requests-open', {
        words: { right: 'access' },
        numbers: { requests: 1, overdue: 0, daysLeft: 3 },
        ago: 0,
      }),
    ),
    rows: [{ Right: 'access', DaysLeft: 3 }],
  },
  'leftover-found': {
    items: healthyBut(metrics('erasures-contradicted', { numbers: { erasures: 1, seconds: 60 }, ago: 0 })),
    rows: [{ Erasures: 1 }],
  },
  'processor-silent': {
    items: healthyBut(
      metrics('processors-unanswered', {
        words: { processor: 'goto' },
        numbers: { notices: 1, seconds: 262_800 },
        ago: 0,
      }),
    ),
    rows: [{ Processor: 'goto', Hours: 73 }],
  },
  'processor-failing': {
    items: [
      ...healthyWithout('zendesk'),
      ...times(5, () => call('zendesk', { success: false }, { ago: 200 })),
    ],
    rows: [{ Processor: 'zendesk', Calls: 5, Failed: 5 }],
  },
  'task-overdue': {
    items: healthyBut(metrics('tasks-open', { numbers: { tasks: 4, overdue: 1 }, ago: 0 })),
    rows: [{ Tasks: 1 }],
  },
  'hold-due': {
    items: healthyBut(metrics('holds-due', { numbers: { holds: 1 }, ago: 0 })),
    rows: [{ Holds: 1 }],
  },
  'dead-letter': {
    items: healthyBut(
      metrics('dead-letters', { words: { entity: 'privacy-events/mail' }, numbers: { messages: 1 }, ago: 0 }),
    ),
    rows: [{ Entity: 'privacy-events/mail', Messages: 1 }],
  },
  'relay-lag': {
    items: [
      ...healthyWithoutBeats('heartbeats-3'),
      ...[1, 6].flatMap((ago) => lag('heartbeats-3', 61 + ago, ago)),
    ],
    rows: [{ Parts: 1, Seconds: 62 }],
  },
  'gauge-absent': {
    items: [
      ...healthyWithout('erasures-contradicted'),
      ...metrics('erasures-contradicted', { numbers: { erasures: 1, seconds: 60 }, ago: 31 }),
    ],
    rows: [{ Gauge: 'erasures-contradicted.erasures' }],
  },
  'relay-silent': {
    items: [...healthyWithoutBeats('heartbeats-3'), ...lag('heartbeats-3', 1, 31)],
    rows: [{ Heard: 15, Silent: 1 }],
  },
  'job-absent': {
    items: [
      ...healthyWithout('job-ended', { job: 'sweep-retention' }),
      event('job-ended', { words: { job: 'measure', outcome: 'succeeded' }, ago: 151 }),
    ],
    rows: [{ Job: 'sweep-retention', Last: null }],
  },
  'job-failed': {
    items: healthyBut(
      event('job-ended', {
        words: { job: 'sweep-retention', outcome: 'failed' },
        numbers: { seconds: 9 },
        ago: 0,
      }),
    ),
    rows: [{ Job: 'sweep-retention', At: now }],
  },
  'unusual-lookups': {
    items: healthyBut(times(31, () => event('lookup-made', { words: { by: 'key', found: 'none' } }))),
    rows: [{ LastHour: 32, Busiest: 1 }],
  },
  'unusual-erasures': {
    items: healthyBut(times(60, () => event('erasure-started', { words: { cause: 'licence-end' } }))),
    rows: [{ LastHour: 61, Busiest: 1 }],
  },
  'access-denied': {
    items: healthyBut(
      times(21, () => event('access-denied', { words: { because: 'wrong-key' } })),
      times(500, () => request(401)),
    ),
    rows: [
      { Reason: 'wrong-key', Refusals: 21 },
      { Reason: 'HTTP 401', Refusals: 501 },
    ],
  },
  'mail-failing': {
    items: [
      ...healthyWithout('mail-sent'),
      ...times(3, () => event('mail-sent', { words: { letter: 'request-answered', outcome: 'put-off' } })),
    ],
    rows: [{ PutOff: 3, Sent: 0 }],
  },
  'mail-given-up': {
    items: healthyBut(event('mail-sent', { words: { letter: 'request-answered', outcome: 'given-up' } })),
    rows: [{ Letter: 'request-answered', Mails: 1 }],
  },
  'request-flood': {
    items: healthyBut(event('request-limited', { words: { right: 'erasure', outcome: 'not-kept' } })),
    rows: [{ Right: 'erasure', Requests: 1 }],
  },
  'events-unreadable': {
    items: healthyBut(metrics('events-unreadable', { numbers: { events: 2 } })),
    rows: [{ Documents: 2 }],
  },
  'words-unlisted': {
    items: healthyBut(metrics('words-unlisted', { numbers: { words: 1 } })),
    rows: [{ Words: 1 }],
  },
  'calls-failing': {
    items: healthyBut(times(4, () => request(503))),
    rows: [{ Calls: 56, Failed: 5 }],
  },
};
