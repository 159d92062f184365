import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import serviceBus from '../infra/service-bus.json' with { type: 'json' };

/** A subscription of each topic that gets everything: for those who watch, and not for the product. */
export const OBSERVER = 'observer';

/** Writes the broker's configuration with an observer into `directory`; returns the file. */
export function writeObservedConfig(directory: string): string {
  const observed = structuredClone(serviceBus);
  for (const { Topics } of observed.UserConfig.Namespaces) {
    for (const { Subscriptions } of Topics) {
      const [first] = Subscriptions;
      if (first !== undefined) Subscriptions.push({ ...first, Name: OBSERVER, Rules: [] });
    }
  }
  const file = join(directory, 'service-bus.observed.json');
  writeFileSync(file, JSON.stringify(observed));
  return file;
}
