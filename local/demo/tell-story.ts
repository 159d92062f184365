import type { Temporal } from 'temporal-polyfill';
import type { Line } from './line.ts';
import type { Moment, Moments } from './moments.ts';
import { gap, stepBroken, stepDone } from './timeline.ts';

/** One thing that happens, checked. */
export interface Step<Context> {
  /** Where the clock stands; it is moved there when it does not stand there yet. */
  readonly when: Moment;
  readonly title: string;
  /** The rows of the privacy policy that it shows. */
  readonly policy: string;
  /** Resolves with what it means, in a sentence; throws when it does not come out as it must. */
  readonly run: (context: Context) => Promise<string>;
}

/** Where the story appears. */
export interface Stage {
  show(line: Line): void;
  /** What is going on until the next line is shown, where that can be taken back. */
  meanwhile(text: string): void;
}

/** Takes the steps in order and shows each; after the first that fails, none. Returns whether all came out. */
export async function tellStory<Context>({
  steps,
  context,
  moments,
  moveClock,
  stage,
}: {
  readonly steps: readonly Step<Context>[];
  readonly context: Context;
  readonly moments: Moments;
  readonly moveClock: (to: Temporal.Instant) => Promise<void>;
  readonly stage: Stage;
}): Promise<boolean> {
  let stands: Moment | undefined;
  for (const step of steps) {
    const { when, title, policy, run } = step;
    const at = moments[when];
    const moved = when !== stands;
    stage.meanwhile(title);
    try {
      if (moved) await moveClock(at.toInstant());
      const meaning = await run(context);
      if (moved && stands !== undefined) stage.show(gap(moments[stands], at));
      for (const line of stepDone({ at: moved ? at : undefined, title, policy, meaning })) stage.show(line);
    } catch (error) {
      for (const line of stepBroken({ at, title, error })) stage.show(line);
      return false;
    }
    stands = when;
  }
  return true;
}
