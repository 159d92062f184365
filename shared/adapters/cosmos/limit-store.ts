import type { Container } from '@azure/cosmos';
import { secondsOf } from '../../domain/calendar.ts';
import type { Clock, Limits } from '../../ports.ts';
import { isStatus } from './status.ts';

/**
 * Counters in `identifiers`, at the keyed hash of an address: `limit:<key>`. Each goes by its time to live, counted
 * from the last time that was within the limit. Two requests, one for the first time.
 */
export function createLimitStore(container: Container, clock: Clock): Limits {
  return {
    async take(key, { count, within }) {
      const id = `limit:${key}`;
      const ttl = secondsOf({ period: within }, clock.now());
      try {
        await container.items.create({ id, taken: 1, ttl });
        return 'within';
      } catch (error) {
        if (!isStatus(error, 409)) throw error;
      }
      try {
        await container.item(id, id).patch({
          operations: [{ op: 'incr', path: '/taken', value: 1 }],
          condition: `FROM c WHERE c.taken < ${count}`,
        });
        return 'within';
      } catch (error) {
        // Gone between the two requests: its time was over.
        if (isStatus(error, 404)) return 'within';
        if (isStatus(error, 412)) return 'beyond';
        throw error;
      }
    },
  };
}
