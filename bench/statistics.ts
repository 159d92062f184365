/** The value below which a share of the values lies: `quantile(times, 0.95)`. By the nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle one of the rounds: one round disturbed by the rest of the machine does not move it. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
