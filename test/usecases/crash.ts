import type { World } from '../../shared/ports.ts';

/** The process dies here. */
export class Crash extends Error {}

export const crash = () => Promise.reject(new Crash());

/** The world in which the process dies when it should release an identifier. */
export function dyingAtRelease(world: World): World {
  return { ...world, identifiers: { ...world.identifiers, release: crash } };
}
