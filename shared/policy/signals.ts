import { erasureCauses } from './erasure-causes.ts';
import { meansOfConsent } from './means-of-consent.ts';
import { processorAnswers, processorIds } from './processors.ts';
import { publicChannels, staffChannels } from './register.ts';
import { rightNames } from './rights.ts';

/** What a number counts. */
type Unit = 'items' | 'seconds' | 'days';

/** One thing that operations may see. */
export interface Signal {
  /**
   * `event`: a business fact, one item each, in the trace of what caused it, never sampled. `count`: what happens often,
   * summed before it is sent. `gauge`: how things stand, measured every five minutes by the job `measure`.
   */
  readonly kind: 'event' | 'count' | 'gauge';
  /** What it tells, in one sentence. */
  readonly tells: string;
  /** The properties, and every word that each may say. */
  readonly words: Readonly<Record<string, readonly string[]>>;
  /** The numbers. */
  readonly numbers: Readonly<Record<string, Unit>>;
}

const notices = ['erasure', 'rectification', 'withdrawal'] as const;

/** The timers. Each tells how it ended, under its name. */
export const jobs = [
  'sweep-retention',
  'chase-processors',
  'chase-deadlines',
  'verify-erasures',
  'announce-policy',
  'sweep-packages',
  'sweep-identifiers',
  'measure',
] as const;
export type Job = (typeof jobs)[number];

/** The queues, and the topic's subscriptions. */
export const entities = [
  'licence-events',
  'mail-later',
  'privacy-events/azure-monitor',
  'privacy-events/goto',
  'privacy-events/licence-system',
  'privacy-events/mail',
  'privacy-events/requests',
  'privacy-events/teamviewer',
  'privacy-events/zendesk',
] as const;
export type EntityName = (typeof entities)[number];

/** Where heartbeats are written: of a few physical partitions, each holds one of these almost certainly. */
export const heartbeatPartitions = Array.from(
  { length: 16 },
  (_, index) => `heartbeats-${index + 1}` as const,
);
export type HeartbeatPartition = (typeof heartbeatPartitions)[number];

/** The kinds of store in which an independent search looks for leftovers. */
export const storeKinds = ['cosmos', 'service-bus', 'blob', 'processor'] as const;
export type StoreKind = (typeof storeKinds)[number];

/**
 * Everything that leaves for Application Insights (GDPR Art. 25, Art. 5(1)(c)): an allow-list of names, of properties, and of
 * the words that each property may say. There is no place for an id of a person, an address or a text, so telemetry needs
 * no erasure. The types of the port come from here; the adapter checks again, since data decides at run time.
 */
export const signals = {
  // Business facts.
  'registration-received': {
    kind: 'event',
    tells: 'A registration was taken in.',
    words: { channel: [...publicChannels, ...staffChannels] },
    numbers: {},
  },
  'licence-event-received': {
    kind: 'event',
    tells: 'The licence system said that something happened to a licence.',
    words: {
      type: ['issued', 'terminated', 'reinstated'],
      outcome: ['recorded', 'nothing-new', 'invalid'],
    },
    numbers: {},
  },
  'consent-changed': {
    kind: 'event',
    tells: 'A consent was given, refused or withdrawn, and by which act.',
    words: {
      state: ['given', 'refused', 'withdrawn', 'storage-withdrawn'],
      by: meansOfConsent,
    },
    numbers: {},
  },
  'erasure-started': {
    kind: 'event',
    tells:
      'The records of an erasure are gone from our own store, and whoever else may hold them is being told.',
    words: { cause: erasureCauses },
    numbers: {},
  },
  'erasure-completed': {
    kind: 'event',
    tells: 'Every processor has given its final answer to an erasure.',
    words: { cause: erasureCauses, state: ['completed', 'completed-with-exceptions'] },
    numbers: {},
  },
  'erasure-verified': {
    kind: 'event',
    tells: 'The independent search for what an erasure may have left came to an end.',
    words: { outcome: ['verified', 'contradicted'] },
    numbers: {},
  },
  'leftover-found': {
    kind: 'event',
    tells: 'Something of an erased person was found; the erasure itself names the place.',
    words: { store: storeKinds },
    numbers: {},
  },
  'processor-answered': {
    kind: 'event',
    tells: 'A processor, or staff for it, answered a notice.',
    words: {
      processor: processorIds,
      notice: notices,
      answer: [...processorAnswers, 'exception'],
      by: ['processor', 'staff'],
    },
    numbers: {},
  },
  'request-received': {
    kind: 'event',
    tells: 'Somebody claimed a right.',
    words: { right: rightNames, by: ['person', 'staff'] },
    numbers: {},
  },
  'request-limited': {
    kind: 'event',
    tells: 'More requests for one address in a day than mails are sent for, or than are kept at all.',
    words: { right: rightNames, outcome: ['without-mail', 'not-kept'] },
    numbers: {},
  },
  'request-closed': {
    kind: 'event',
    tells: 'A request came to its end.',
    words: {
      right: rightNames,
      state: ['fulfilled', 'partly-fulfilled', 'refused', 'expired', 'cancelled'],
    },
    numbers: {},
  },
  'request-overdue': {
    kind: 'event',
    tells: 'The last day of a request was over before it was answered.',
    words: { right: rightNames },
    numbers: {},
  },
  'package-built': {
    kind: 'event',
    tells: 'A copy of what is held of somebody was made for them.',
    words: { right: rightNames },
    numbers: {},
  },
  'mail-sent': {
    kind: 'event',
    tells: 'A mail was handed over, refused by the mail server, put off, or given up after days.',
    words: {
      letter: [
        'confirm-marketing',
        'welcome-to-marketing',
        'erasure-completed',
        'confirm-request',
        'request-accepted',
        'proof-asked',
        'request-extended',
        'request-answered',
        'policy-announced',
        'request-due',
        'hold-due',
        'task',
      ],
      outcome: ['sent', 'refused', 'put-off', 'given-up'],
    },
    numbers: {},
  },
  'lookup-made': {
    kind: 'event',
    tells: 'A person was looked up by a member of staff or a system.',
    words: { by: ['key', 'staff'], found: ['none', 'one', 'several'] },
    numbers: {},
  },
  'disclosure-recorded': {
    kind: 'event',
    tells: 'Records were disclosed to an authority.',
    words: {},
    numbers: { records: 'items' },
  },
  'policy-announced': {
    kind: 'event',
    tells: 'An announcement of a larger change of the policy came to its end.',
    words: {},
    numbers: { told: 'items', withoutAddress: 'items', notContacted: 'items' },
  },
  'dead-letter-settled': {
    kind: 'event',
    tells: 'Staff sent a dead letter again, or discarded it.',
    words: { entity: entities, outcome: ['redriven', 'discarded'] },
    numbers: {},
  },
  'access-denied': {
    kind: 'event',
    tells: 'Somebody was not let in to the operations pages, or may not do there what was asked.',
    words: { because: ['not-signed-in', 'wrong-key', 'role-missing', 'cross-site'] },
    numbers: {},
  },
  'job-ended': {
    kind: 'event',
    tells: 'A timer ran.',
    words: { job: jobs, outcome: ['succeeded', 'failed'] },
    numbers: { seconds: 'seconds' },
  },

  // What happens often.
  'events-relayed': {
    kind: 'count',
    tells: 'Events went from the change feed to the topic.',
    words: {},
    numbers: { events: 'items' },
  },
  'events-unreadable': {
    kind: 'count',
    tells: 'Documents called themselves events and were none: somebody wrote into the database by hand.',
    words: {},
    numbers: { events: 'items' },
  },
  'cookies-chosen': {
    kind: 'count',
    tells: 'A visitor, or the browser for the visitor, decided about cookies.',
    words: { source: ['visitor', 'gpc'] },
    numbers: {},
  },
  'retention-swept': {
    kind: 'count',
    tells: 'The sweep erased what was due.',
    words: {},
    numbers: { pages: 'items', subjects: 'items', records: 'items', failed: 'items' },
  },
  'identifiers-swept': {
    kind: 'count',
    tells: 'Entries that an intake left behind when it died were looked at, and released.',
    words: {},
    numbers: { entries: 'items', released: 'items' },
  },
  'processors-chased': {
    kind: 'count',
    tells: 'Notices whose time had come were looked after.',
    words: {},
    numbers: { notices: 'items', reminders: 'items', failed: 'items' },
  },
  'deadlines-chased': {
    kind: 'count',
    tells: 'Requests and holds whose time had come were looked after.',
    words: {},
    numbers: { requests: 'items', reminders: 'items', failed: 'items' },
  },
  'words-unlisted': {
    kind: 'count',
    tells: 'A property said a word that is not on this list; it was sent without.',
    words: {},
    numbers: { words: 'items' },
  },

  // How things stand.
  'retention-overdue': {
    kind: 'gauge',
    tells:
      'People of whom something should have been erased by a sweep that is over, and for how long the oldest waits.',
    words: {},
    numbers: { subjects: 'items', seconds: 'seconds' },
  },
  'erasures-open': {
    kind: 'gauge',
    tells: 'Erasures that have begun and are not completed, and the age of the oldest.',
    words: { cause: erasureCauses, state: ['held', 'waiting'] },
    numbers: { erasures: 'items', seconds: 'seconds' },
  },
  'erasures-overdue': {
    kind: 'gauge',
    tells:
      'Erasures that have begun, are not completed and take longer than the policy allows, and the oldest one’s time over it.',
    words: {},
    numbers: { erasures: 'items', seconds: 'seconds' },
  },
  'erasures-contradicted': {
    kind: 'gauge',
    tells: 'Completed erasures of which something was found again, and since when the first of them.',
    words: {},
    numbers: { erasures: 'items', seconds: 'seconds' },
  },
  'requests-open': {
    kind: 'gauge',
    tells:
      'Open requests, those whose last day is over, and the days to the nearest last day of the others; not sent where there is none.',
    words: { right: rightNames },
    numbers: { requests: 'items', overdue: 'items', daysLeft: 'days' },
  },
  'processors-unanswered': {
    kind: 'gauge',
    tells:
      'Notices that a processor has not answered, and how long the oldest waits. Of ten thousand notices that wait, all processors together; beyond, at least so many.',
    words: { processor: processorIds },
    numbers: { notices: 'items', seconds: 'seconds' },
  },
  'tasks-open': {
    kind: 'gauge',
    tells: 'What staff have to do at processors by hand, and how much of it is overdue.',
    words: {},
    numbers: { tasks: 'items', overdue: 'items' },
  },
  'holds-due': {
    kind: 'gauge',
    tells: 'Holds whose day of review has come.',
    words: {},
    numbers: { holds: 'items' },
  },
  'dead-letters': {
    kind: 'gauge',
    tells:
      'Messages that were given up and that nobody has sent again or discarded; a hundred: at least so many.',
    words: { entity: entities },
    numbers: { messages: 'items' },
  },
  'relay-lag': {
    kind: 'gauge',
    tells:
      'How long a heartbeat, a document written every five minutes into each of these partitions, took to come out of the change feed. Of a part of the database whose relay stands still none comes.',
    words: { partition: heartbeatPartitions },
    numbers: { seconds: 'seconds' },
  },
} as const satisfies Readonly<Record<string, Signal>>;

export type Signals = typeof signals;
export type SignalName = keyof Signals;
