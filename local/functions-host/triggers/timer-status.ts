import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { readIfPresent } from '../settings.ts';

const timerStatus = z.object({ last: z.iso.datetime(), lastUpdated: z.iso.datetime() });

/** When a timer last ran, so that a host that was stopped over a due time can tell. */
type TimerStatus = z.infer<typeof timerStatus>;

export interface TimerStatusStore {
  load(): Promise<TimerStatus | undefined>;
  save(status: TimerStatus): Promise<void>;
}

/** One file per function below `directory`; without a directory the status lives as long as the process. */
export function openTimerStatus(functionName: string, directory: string | undefined): TimerStatusStore {
  if (directory === undefined) {
    let kept: TimerStatus | undefined;
    return {
      load: () => Promise.resolve(kept),
      save: (status) => {
        kept = status;
        return Promise.resolve();
      },
    };
  }
  const file = join(directory, 'timers', `${functionName}.json`);
  return {
    load: async () => {
      const text = await readIfPresent(file);
      return text === undefined ? undefined : timerStatus.parse(JSON.parse(text));
    },
    save: async (status) => {
      await mkdir(dirname(file), { recursive: true });
      // A rename is whole or not at all, whenever the process is killed.
      await writeFile(`${file}.new`, JSON.stringify(status));
      await rename(`${file}.new`, file);
    },
  };
}
