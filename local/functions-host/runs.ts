/** What a function has done since the host started. Instants are epoch milliseconds on the local clock. */
export interface Runs {
  started: number;
  ended: number;
  failed: number;
  lastStarted: number | undefined;
  lastEnded: number | undefined;
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

/** The same with instants as text. */
export function reportRuns({ lastStarted, lastEnded, ...others }: Runs) {
  return { ...others, lastStarted: toText(lastStarted), lastEnded: toText(lastEnded) };
}

function toText(instant: number | undefined): string | undefined {
  return instant === undefined ? undefined : new Date(instant).toISOString();
}
