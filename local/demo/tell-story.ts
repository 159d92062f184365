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
  /** The picture shows what is needed to understand the whole; the terminal shows all. */
  readonly isDrawn?: false;
  /** Resolves with what it means, in a sentence; throws when it does not come out as it must. */
  readonly run: (context: Context) => Promise<string>;
}

/** Where the story appears: on a terminal, and in a picture of one. */
export interface Stage {
  show(line: Line): void;
  draw(line: Line): void;
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
  const shown = account(moments);
  const drawn = account(moments);
  for (const step of steps) {
    const { when, title, isDrawn = true, run } = step;
    stage.meanwhile(title);
    try {
      if (when !== stands) await moveClock(moments[when].toInstant());
      const meaning = await run(context);
      for (const line of shown(step, meaning)) stage.show(line);
      if (isDrawn) for (const line of drawn(step, meaning)) stage.draw(line);
    } catch (error) {
      for (const line of stepBroken({ at: moments[when], title, error })) {
        stage.show(line);
        stage.draw(line);
      }
      return false;
    }
    stands = when;
  }
  return true;
}

/** The lines of one step after the other: before a step, how much time has gone by since the one told last. */
function account(moments: Moments): (step: Told, meaning: string) => Line[] {
  let last: Moment | undefined;
  return ({ when, title, policy }, meaning) => {
    const moved = when !== last;
    const at = moments[when];
    const passed = moved && last !== undefined ? [gap(moments[last], at)] : [];
    last = when;
    return [...passed, ...stepDone({ at: moved ? at : undefined, title, policy, meaning })];
  };
}

type Told = Pick<Step<never>, 'when' | 'title' | 'policy'>;
