import { app } from '@azure/functions';
import type { Job } from '../../shared/policy/signals.ts';
import type { World } from '../../shared/ports.ts';
import { world } from '../world.ts';
import { log } from './log.ts';

/**
 * A timer that does one use case, in UTC. Operations see how each run ended and how long it took; the log has what it did.
 * A run that fails is left to the next: what was not done is still to be done. One that is paused (PAUSED_JOBS) does nothing,
 * and operations are told that it is absent.
 */
export function timer(name: Job, schedule: string, work: (world: World) => Promise<object>): void {
  app.timer(name, {
    schedule,
    handler: async (_timer, context) => {
      if (world().pausedJobs.has(name)) {
        log(context, name, { paused: true });
        return;
      }
      const began = performance.now();
      const ended = (outcome: 'succeeded' | 'failed') => {
        const seconds = Math.round(performance.now() - began) / 1000;
        world().telemetry.event('job-ended', { job: name, outcome, seconds });
      };
      try {
        log(context, name, { ...(await work(world())) });
        ended('succeeded');
      } catch (fault) {
        ended('failed');
        throw fault;
      }
    },
  });
}
