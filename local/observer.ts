import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import serviceBus from '../infra/service-bus.json' with { type: 'json' };

/** A subscription of each topic that gets everything: for those who watch, and not for the product. */
export const OBSERVER = 'observer';

/** The clock may jump by years before somebody who watches has taken a message. */
const forEver = 'P36500D';

/** Writes the broker's configuration with an observer into `directory`; returns the file. */
export function writeObservedConfig(directory: string): string {
  const observed = structuredClone(serviceBus);
  for (const { Topics } of observed.UserConfig.Namespaces) {
    for (const topic of Topics) {
      const [first] = topic.Subscriptions;
      if (first === undefined) continue;
      // Each subscription has a time of its own; the topic's would count for the observer too.
      topic.Properties.DefaultMessageTimeToLive = forEver;
      const Properties = { ...first.Properties, DefaultMessageTimeToLive: forEver };
      topic.Subscriptions.push({ ...first, Name: OBSERVER, Properties, Rules: [] });
    }
  }
  const file = join(directory, 'service-bus.observed.json');
  writeFileSync(file, JSON.stringify(observed));
  return file;
}
