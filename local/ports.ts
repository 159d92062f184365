import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { listen } from './http-endpoint.ts';

const PORT_NAMES = [
  'functions',
  'cosmos',
  'serviceBus',
  'blob',
  'smtp',
  'mailbox',
  'control',
  'telemetry',
  'zendesk',
  'goto',
  'teamviewer',
] as const;

export type PortName = (typeof PORT_NAMES)[number];

/**
 * Where each endpoint of the stack listens when nothing moves it. The first five are the ports of Microsoft's
 * own tools (Functions Core Tools, the Cosmos DB emulator, AMQP, Azurite) and of the usual local mailboxes.
 */
const DEFAULT_PORTS: Readonly<Record<PortName, number>> = {
  functions: 7071,
  cosmos: 8081,
  serviceBus: 5672,
  blob: 10000,
  smtp: 1025,
  mailbox: 8025,
  control: 7072,
  telemetry: 7073,
  zendesk: 7081,
  goto: 7082,
  teamviewer: 7083,
};

export type PortPlan = Readonly<Record<PortName, number>>;

/** The documented ports, each moved by `offset`. */
export function fixedPorts(offset = 0): PortPlan {
  const plan: Record<PortName, number> = { ...DEFAULT_PORTS };
  for (const name of PORT_NAMES) plan[name] += offset;
  return plan;
}

/** Ports that nothing listens on now, for tests and demonstrations that run beside each other. */
export async function freePorts(): Promise<PortPlan> {
  const plan: Record<PortName, number> = { ...DEFAULT_PORTS };
  const taken = new Set<number>();
  for (const name of PORT_NAMES) {
    plan[name] = await freePort(taken);
    taken.add(plan[name]);
  }
  return plan;
}

/**
 * Below 32768, where Linux starts to hand out ports of its own: a client that retries a dead ephemeral port
 * can end up connected to itself.
 */
const FREE_PORT_RANGE = { from: 11_000, to: 32_767 };

async function freePort(taken: ReadonlySet<number>): Promise<number> {
  const candidate = randomInt(FREE_PORT_RANGE.from, FREE_PORT_RANGE.to + 1);
  if (!taken.has(candidate) && (await isFree(candidate))) return candidate;
  return freePort(taken);
}

/** Whether a listener could be opened there now. */
export async function isFree(port: number): Promise<boolean> {
  const probe = createServer();
  try {
    await listen(probe, port);
  } catch {
    return false;
  }
  await new Promise<void>((resolve) => probe.close(() => resolve()));
  return true;
}
