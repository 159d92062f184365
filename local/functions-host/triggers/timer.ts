import type { Clock } from '../../clock.ts';
import type { HostedFunction } from '../hosted-function.ts';
import { type Invoke, toError } from '../invocation.ts';
import type { LogSink } from '../log.ts';
import { invokeWithRetry } from '../retry.ts';
import type { TimerTrigger } from '../trigger.ts';
import type { RunningTrigger } from './running-trigger.ts';
import { parseSchedule, type Schedule } from './schedule.ts';
import { openTimerStatus, type TimerStatusStore } from './timer-status.ts';

export interface TimerOptions {
  readonly fn: HostedFunction<TimerTrigger>;
  readonly invoke: Invoke;
  readonly clock: Clock;
  readonly log: LogSink;
  /** Where the last run is kept; undefined: nowhere. */
  readonly state: string | undefined;
  readonly timeZone: string | undefined;
}

/** Checks the schedule, and gives back how to start the timer. */
export function prepareTimer(options: TimerOptions): () => Promise<Timer> {
  const { fn, clock, state, timeZone } = options;
  const schedule = parseSchedule(fn.trigger.schedule, timeZone);
  const isMonitored = fn.trigger.useMonitor ?? schedule.isMonitored;
  const status = openTimerStatus(fn.name, isMonitored ? state : undefined);
  return async () => {
    const timer = new Timer(options, schedule, status);
    await timer.start();
    clock.onJump(() => timer.jumped());
    return timer;
  };
}

/** Timers sleep at most this long, so that a laptop's sleep and setTimeout's limit of 24 days do no harm. */
const LONGEST_SLEEP_MS = 60_000;

/** From here on an occurrence counts as missed rather than a little late. */
const PAST_DUE_MS = 1_000;

export class Timer implements RunningTrigger {
  readonly #options: TimerOptions;
  readonly #schedule: Schedule;
  readonly #status: TimerStatusStore;
  readonly #stopping = new AbortController();
  /** The instant since which occurrences are waited for: the last run, or the start. */
  #since = 0;
  /** The start of the run under way. */
  #began = 0;
  #hasJumped = false;
  #sleep: NodeJS.Timeout | undefined;
  /** Runs stand in line: a timer never overlaps itself. */
  #line: Promise<void> = Promise.resolve();
  #queued = false;

  constructor(options: TimerOptions, schedule: Schedule, status: TimerStatusStore) {
    this.#options = options;
    this.#schedule = schedule;
    this.#status = status;
  }

  async start(): Promise<void> {
    const now = this.#options.clock.now();
    const last = (await this.#status.load())?.last;
    // A last run in the future was written under a clock that has been set back since.
    this.#since = last === undefined ? now : Math.min(Date.parse(last), now);
    if (last === undefined) await this.#save(now);
    if (this.#options.fn.trigger.runOnStartup) this.#enqueue(() => this.#run(this.#isPastDue()));
    this.look();
  }

  /** The clock was moved. */
  jumped(): void {
    const now = this.#options.clock.now();
    this.#hasJumped = true;
    // What was handled at a later time than it is now falls due anew.
    this.#since = Math.min(this.#since, now);
    this.#began = Math.min(this.#began, now);
    this.look();
  }

  /** Runs what is due, else sleeps until something may be. */
  look(): void {
    clearTimeout(this.#sleep);
    if (this.#stopping.signal.aborted || this.#queued) return;
    const now = this.#options.clock.now();
    const due = this.#schedule.next(this.#since);
    if (due === undefined) return;
    if (due > now) {
      this.#sleep = setTimeout(() => this.look(), Math.min(due - now, LONGEST_SLEEP_MS));
      return;
    }
    this.#queued = true;
    this.#enqueue(async () => {
      try {
        await this.#run(this.#isPastDue());
      } finally {
        this.#queued = false;
        this.look();
      }
    });
  }

  /** A run asked for by hand. */
  runNow(): void {
    this.#enqueue(() => this.#run(false));
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    clearTimeout(this.#sleep);
    await this.#line;
  }

  #enqueue(run: () => Promise<void>): void {
    this.#line = this.#line
      .then(() => (this.#stopping.signal.aborted ? undefined : run()))
      .catch((error: unknown) => {
        this.#options.log.write({
          level: 'error',
          category: 'Host.Timers',
          message: `${this.#options.fn.name}: ${toError(error).message}`,
        });
      });
  }

  #isPastDue(): boolean {
    const due = this.#schedule.next(this.#since);
    return due !== undefined && this.#options.clock.now() - due > PAST_DUE_MS;
  }

  async #run(isPastDue: boolean): Promise<void> {
    const { fn, invoke, clock } = this.#options;
    this.#began = clock.now();
    this.#hasJumped = false;
    const previous = new Date(this.#since).toISOString();
    const next = this.#schedule.next(this.#began);
    const input = {
      Schedule: { AdjustForDST: true },
      ScheduleStatus: {
        Last: previous,
        Next: next === undefined ? null : new Date(next).toISOString(),
        LastUpdated: previous,
      },
      IsPastDue: isPastDue,
    };
    const outcome = await invokeWithRetry(
      invoke,
      fn,
      { inputData: [{ name: fn.trigger.binding, data: { json: JSON.stringify(input) } }] },
      this.#stopping.signal,
    );
    // Between two tries of a retry policy: the next start catches up.
    if (!outcome.ok && this.#stopping.signal.aborted) return;
    // Occurrences during a long run are left out, as on Azure; those that the clock was moved over are not.
    this.#since = this.#hasJumped ? this.#began : clock.now();
    await this.#save(this.#since);
  }

  async #save(last: number): Promise<void> {
    const { clock } = this.#options;
    await this.#status.save({
      last: new Date(last).toISOString(),
      lastUpdated: new Date(clock.now()).toISOString(),
    });
  }
}
