import { findNeedles, type Needle, needles } from './needles.ts';
import type { Place } from './places.ts';

/** What is found, a line for each place. */
export function search(places: readonly Place[], searched: readonly Needle[] = needles): string[] {
  const found = places.flatMap(({ where, content }) => {
    const findings = findNeedles(content, searched);
    const what = findings.map((finding) => `${finding.what} in ${finding.encoding}`);
    const [first] = findings;
    return first === undefined ? [] : [`${where}: ${what.join(', ')}: ${first.around}`];
  });
  return [...new Set(found)];
}
