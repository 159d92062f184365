import type { PortName } from './ports.ts';

/** Those that run as processes of their own: they can be killed, and take commands. */
export type ChildName = 'cosmos' | 'service-bus' | 'azurite' | 'functions';
export type ProcessorId = 'zendesk' | 'goto' | 'teamviewer';
export type PartName = ChildName | ProcessorId | 'mailbox' | 'telemetry' | 'control';

/** Each after those it needs. */
export const PART_NAMES: readonly PartName[] = [
  'cosmos',
  'service-bus',
  'azurite',
  'mailbox',
  'telemetry',
  'zendesk',
  'goto',
  'teamviewer',
  'control',
  'functions',
];

interface PartDescription {
  /** How people know it. */
  readonly title: string;
  readonly ports: readonly PortName[];
  /** The parts that must be ready before this one starts; it stops before them. */
  readonly after: readonly PartName[];
}

/** The parts of the local stack. */
export const PARTS: Readonly<Record<PartName, PartDescription>> = {
  cosmos: { title: 'Cosmos DB endpoint', ports: ['cosmos'], after: [] },
  'service-bus': { title: 'Service Bus broker', ports: ['serviceBus'], after: [] },
  azurite: { title: 'Azurite blob storage', ports: ['blob'], after: [] },
  mailbox: { title: 'Mailbox', ports: ['smtp', 'mailbox'], after: [] },
  telemetry: { title: 'Telemetry sink', ports: ['telemetry'], after: [] },
  zendesk: { title: 'Zendesk stand-in', ports: ['zendesk'], after: [] },
  goto: { title: 'GoTo Webinar stand-in', ports: ['goto'], after: [] },
  teamviewer: { title: 'TeamViewer stand-in', ports: ['teamviewer'], after: [] },
  control: { title: 'Control', ports: ['control'], after: [] },
  functions: { title: 'Functions host', ports: ['functions'], after: ['cosmos', 'service-bus', 'telemetry'] },
};
