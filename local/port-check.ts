import { setTimeout as delay } from 'node:timers/promises';
import { PARTS, type PartName } from './parts.ts';
import { isFree, type PortName, type PortPlan } from './ports.ts';

/**
 * Throws one sentence that names every port that is taken, and the part that wants it. `patienceMs` is for a
 * stack that was killed a moment ago: its parts notice, and take a moment to stop.
 */
export async function portsMustBeFree(options: {
  readonly parts: ReadonlySet<PartName>;
  readonly ports: PortPlan;
  readonly patienceMs: number;
}): Promise<void> {
  const deadline = performance.now() + options.patienceMs;
  let taken = await takenPorts(options);
  while (taken.length > 0 && performance.now() < deadline) {
    await delay(LOOK_AGAIN_MS);
    taken = await takenPorts(options);
  }
  if (taken.length === 0) return;
  const names = taken.map(({ port, title }) => `port ${port} (${title})`).join(', ');
  const verb = taken.length === 1 ? 'is' : 'are';
  throw new Error(
    `${names} ${verb} already in use: stop what listens there, or set PRIVACY_PORT_OFFSET to move every port`,
  );
}

const LOOK_AGAIN_MS = 100;

interface WantedPort {
  readonly port: number;
  readonly title: string;
}

async function takenPorts({
  parts,
  ports,
}: {
  parts: ReadonlySet<PartName>;
  ports: PortPlan;
}): Promise<WantedPort[]> {
  const wanted = [...parts].flatMap((part) => {
    const { title, ports: names } = PARTS[part];
    return names.map((name: PortName) => ({ port: ports[name], title }));
  });
  const free = await Promise.all(wanted.map(({ port }) => isFree(port)));
  return wanted.filter((_, index) => free[index] === false);
}
