import { requestRules } from '../policy/rights.ts';
import type { World } from '../ports.ts';

/** A day later than a package ends: what still lies there has lost the request that would have removed it. */
const grace = { days: 1 };

/**
 * Removes the packages that nobody removed in time: one that was written for a request which was cancelled, or whose
 * attempt died, just then.
 */
export async function sweepPackages({ clock, packages }: World): Promise<{ readonly removed: number }> {
  const end = clock.now().toZonedDateTimeISO('UTC').subtract(requestRules.package).subtract(grace);
  return { removed: await packages.removeBefore(end.toInstant()) };
}
