import type { Container } from '@azure/cosmos';
import { secondsOf } from '../../domain/calendar.ts';
import type { Clock, Limits } from '../../ports.ts';
import { isStatus } from './status.ts';

interface Counter {
  readonly taken: number;
}

/** Beyond the longest day, so that a counter outlives its own. */
const kept = { period: 'P2D' };

/**
 * Counters in `identifiers`, at the keyed hash of an address: `limit:<day>:<key>`. Each is of one day, so whoever keeps
 * asking moves nothing on, and goes by its time to live. Two requests, one for the first time in a day.
 */
export function createLimitStore(container: Container, clock: Clock): Limits {
  return {
    async take(key, { day, most }) {
      const id = `limit:${day}:${key}`;
      const ttl = secondsOf(kept, clock.now());
      try {
        await container.items.create<Counter & { id: string; ttl: number }>({ id, taken: 1, ttl });
        return 1;
      } catch (error) {
        if (!isStatus(error, 409)) throw error;
      }
      try {
        const { resource } = await container.item(id, id).patch<Counter>({
          operations: [{ op: 'incr', path: '/taken', value: 1 }],
          condition: `FROM c WHERE c.taken < ${most}`,
        });
        if (resource === undefined) throw new Error('Cosmos DB did not say how far a counter is');
        return resource.taken;
      } catch (error) {
        if (isStatus(error, 412)) return most + 1;
        throw error;
      }
    },
  };
}
