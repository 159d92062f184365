import type { Clock } from '../../clock.ts';
import type { HostJson } from '../host-json.ts';
import { type HostedFunction, isTriggeredBy } from '../hosted-function.ts';
import { type Invoke, toError } from '../invocation.ts';
import type { LogSink } from '../log.ts';
import type { Settings } from '../settings.ts';
import type { RunningTrigger } from './running-trigger.ts';
import { prepareTimer, type Timer } from './timer.ts';

export interface TriggerServices {
  readonly invoke: Invoke;
  readonly clock: Clock;
  readonly log: LogSink;
  readonly settings: Settings;
  readonly state: string | undefined;
  readonly limits: HostJson['extensions']['serviceBus'];
}

export interface Triggers extends RunningTrigger {
  /** Runs a function that is not an HTTP function, without waiting for it; returns why it cannot. */
  runNow(fn: HostedFunction, input: string): string | undefined;
}

/**
 * Checks every trigger but HTTP before any of them takes work, so that a start that fails has done nothing.
 * The SDKs are loaded only where an app uses them.
 */
export async function prepareTriggers(functions: readonly HostedFunction[], services: TriggerServices) {
  const { invoke, settings } = services;
  const timeZone = settings['WEBSITE_TIME_ZONE'];
  const timers = await Promise.all(
    functions
      .filter((fn) => isTriggeredBy(fn, 'timer'))
      .map((fn) => named(fn, () => ({ fn, start: prepareTimer({ fn, ...services, timeZone }) }))),
  );
  const feeds = await prepareFeeds(functions, services);
  const receivers = await prepareReceivers(functions, services);

  return {
    async start(owner: string): Promise<Triggers> {
      const timersByName = new Map<string, Timer>();
      for (const { fn, start } of timers) timersByName.set(fn.name, await start());
      const running: RunningTrigger[] = [
        ...timersByName.values(),
        ...feeds.map((start) => start(owner)),
        ...receivers.map((start) => start()),
      ];
      return {
        runNow: (fn, input) => runNow(fn, input, invoke, timersByName),
        stop: async () => {
          const stopped = await Promise.allSettled(running.map((trigger) => trigger.stop()));
          for (const outcome of stopped) {
            if (outcome.status === 'fulfilled') continue;
            services.log.write({
              level: 'warning',
              category: 'Host',
              message: toError(outcome.reason).message,
            });
          }
        },
      };
    },
  };
}

async function prepareFeeds(functions: readonly HostedFunction[], services: TriggerServices) {
  const fed = functions.filter((fn) => isTriggeredBy(fn, 'cosmos'));
  if (fed.length === 0) return [];
  const { prepareCosmos, refuseSharedLeases } = await import('./cosmos.ts');
  refuseSharedLeases(fed);
  return Promise.all(fed.map((fn) => named(fn, () => prepareCosmos({ fn, ...services }))));
}

async function prepareReceivers(functions: readonly HostedFunction[], services: TriggerServices) {
  const subscribed = functions.filter((fn) => isTriggeredBy(fn, 'serviceBus'));
  if (subscribed.length === 0) return [];
  const { prepareServiceBus } = await import('./service-bus.ts');
  return Promise.all(subscribed.map((fn) => named(fn, () => prepareServiceBus({ fn, ...services }))));
}

/** Puts the function's name in front of what is wrong with it. */
async function named<T>(fn: HostedFunction, prepare: () => T | Promise<T>): Promise<T> {
  try {
    return await prepare();
  } catch (error) {
    throw new Error(`function "${fn.name}": ${toError(error).message}`, { cause: error });
  }
}

function runNow(
  fn: HostedFunction,
  input: string,
  invoke: Invoke,
  timers: ReadonlyMap<string, Timer>,
): string | undefined {
  const { trigger } = fn;
  if (fn.disabled) return 'the function is disabled';
  if (trigger.kind === 'http') return 'an HTTP function is called at its route';
  if (trigger.kind === 'timer') timers.get(fn.name)?.runNow();
  else void invoke(fn, { inputData: [{ name: trigger.binding, data: { string: input } }] });
  return undefined;
}
