/** A trigger that is at work. */
export interface RunningTrigger {
  /** Takes no further work, and resolves when what it took has ended. */
  stop(): Promise<void>;
}
