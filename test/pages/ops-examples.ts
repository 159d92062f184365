import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { processorReasons } from '../../shared/policy/processor-reasons.ts';
import type { OpenTask } from '../../web/ops/task-page.ts';

// What the operations pages show in their tests: staff, tasks, dead letters, and a day with much and one with nothing.

export const administrator: StaffMember = {
  id: 'development-key',
  roles: ['administrator'],
  via: 'development-key',
};
export const reader: StaffMember = {
  id: '5b5450db-eb26-4c1a-981c-ba1d25f0483d',
  name: 'Åse Øst',
  roles: ['reader'],
  via: 'entra-id',
};

const subjectId = '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11';
const since = '2026-11-20T10:00:00Z';

export const task: OpenTask = {
  taskId: `${subjectId}.${subjectId}.goto`,
  notice: { kind: 'rectification' },
  processor: 'goto',
  todo: processorReasons['past-webinars'],
  since,
  dueOn: '2026-11-21',
  person: {
    emails: ['kari@example.com', 'a-long-name-that-would-not-fit@subdomain.of.a.long.domain.example.com'],
    phones: ['+4740000000'],
    corrections: { name: 'Kari Nordmann', company: undefined },
  },
};
export const tasks = [task, { ...task, processor: 'zendesk', todo: undefined, dueOn: '2026-12-01' } as const];

export const deadLetter = {
  entity: 'privacy-events/requests',
  sequenceNumber: '12',
  enqueuedAt: since,
  deliveryCount: 10,
  reason: 'MaxDeliveryCountExceeded',
  type: 'works.contracting.privacy.request.verified.v1',
  eventId: subjectId,
};
export const refused = {
  ...deadLetter,
  entity: 'licence-events',
  sequenceNumber: '13',
  reason: undefined,
  type: undefined,
  eventId: undefined,
  refused: ['/data/contact/email', ''],
};

const months = Array.from({ length: 24 }, (_, month) =>
  new Date(Date.UTC(2026, 10 + month, 1)).toISOString().slice(0, 7),
);
export const outlook = [...months, 'later'].map((name, index) => ({
  name,
  counts: { registration: (index * 7) % 11, licence: (index * 5) % 4, consent: index % 3 },
}));
const noOutlook = outlook.map(({ name }) => ({ name, counts: { registration: 0, licence: 0, consent: 0 } }));

export const quiet = {
  on: '2026-11-22',
  alerts: [],
  requests: { total: { count: 0, more: false }, first: [] },
  erasures: { total: { count: 0, more: false }, first: [] },
  contradicted: [],
  tasks: { total: { count: 0, more: false }, first: [] },
  holds: { total: { count: 0, more: false }, first: [] },
  deadLetters: { count: 0, more: false },
  outlook: noOutlook,
  processors: [{ processor: 'zendesk', answered: 0, waiting: 0, silent: false }],
} as const;

export const busy = {
  on: '2026-11-22',
  alerts: [
    { what: 'requests-overdue', count: 1 },
    { what: 'contradicted', count: 1 },
    { what: 'tasks-overdue', count: 1 },
    { what: 'processors-silent', count: 1 },
    { what: 'holds-due', count: 2 },
    { what: 'dead-letters-unknown', count: 1 },
  ],
  requests: {
    total: { count: 500, more: true },
    first: [
      {
        requestId: subjectId,
        right: 'erasure',
        state: 'in-progress',
        by: 'person',
        receivedOn: '2026-10-20',
        dueOn: '2026-11-20',
        daysLeft: -2,
        extended: false,
        identity: 'shown',
        about: subjectId,
        waitsFor: 'processors',
      },
    ],
  },
  erasures: {
    total: { count: 12, more: false },
    first: [
      {
        subjectId,
        erasureId: subjectId,
        cause: 'data-subject',
        requestedAt: since,
        waitsFor: [
          { processor: 'zendesk', since, attempt: 7 },
          { processor: 'goto', since, attempt: 1 },
        ],
      },
    ],
  },
  contradicted: [
    { subjectId, erasureId: subjectId, since, places: ['cosmos/subjects', 'blob/azure-webjobs-hosts'] },
  ],
  tasks: { total: { count: 2, more: false }, first: tasks },
  holds: {
    total: { count: 1, more: false },
    first: [{ holdId: subjectId, subjectId, reviewOn: '2026-11-20', placedAt: since }],
  },
  deadLetters: undefined,
  outlook,
  processors: [
    {
      processor: 'zendesk',
      answered: 7,
      median: 2,
      slowest: 93_784,
      waiting: 3,
      waitingSince: '2026-11-18T10:00:00Z',
      silent: true,
    },
  ],
} as const;
