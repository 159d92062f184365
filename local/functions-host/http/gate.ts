export interface Gate {
  /**
   * Resolves when the request may run, to the function that must be called when it has ended; undefined
   * when too many are under way and it is to be turned away.
   */
  enter(): Promise<() => void> | (() => void) | undefined;
}

export interface GateLimits {
  /** Running and waiting together. */
  readonly maxOutstandingRequests: number;
  readonly maxConcurrentRequests: number;
}

/** host.json's limits for HTTP: some requests run, some wait, the others are answered with 429. */
export function createGate({ maxOutstandingRequests, maxConcurrentRequests }: GateLimits): Gate {
  const waiting: (() => void)[] = [];
  let running = 0;
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
  return {
    enter() {
      if (running + waiting.length >= maxOutstandingRequests) return undefined;
      if (running < maxConcurrentRequests) {
        running += 1;
        return leave;
      }
      return new Promise((resolve) => {
        waiting.push(() => resolve(leave));
      });
    },
  };
}
