/** How much work a run does: `quick` only shows that every measurement works. */
type Effort = 'full' | 'quick';

/** One row of a table, by column heading. */
export type Row = Readonly<Record<string, string>>;

export interface Figures {
  readonly rows: readonly Row[];
  /** What was checked on the way, and what stands beside the table. A check that fails throws instead. */
  readonly findings: readonly string[];
}

/** One benchmark: measured against something else in the same run, with every answer checked. */
export interface Measurement {
  readonly name: string;
  /** What is done, in one sentence. */
  readonly work: string;
  run(effort: Effort): Promise<Figures>;
}

/** A figure is only worth something when the work behind it was done right. */
export function mustHold(promise: string, holds: boolean): asserts holds {
  if (!holds) throw new Error(`not so: ${promise}`);
}
