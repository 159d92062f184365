/** What a function has done since the host started. */
export interface Runs {
  started: number;
  ended: number;
  failed: number;
  lastStarted: string | undefined;
  lastEnded: string | undefined;
  lastOutcome: 'succeeded' | 'failed' | undefined;
  /** Message only. */
  lastError: string | undefined;
}

export function newRuns(): Runs {
  return {
    started: 0,
    ended: 0,
    failed: 0,
    lastStarted: undefined,
    lastEnded: undefined,
    lastOutcome: undefined,
    lastError: undefined,
  };
}
