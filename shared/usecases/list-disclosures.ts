import { type DisclosureEntry, disclosureEntry } from '../domain/disclosure.ts';
import type { World } from '../ports.ts';

const pageSize = 100;
/** So many at once that somebody has to ask why rather than read on. */
export const mostDisclosures = 500;

/** What was handed to authorities, the latest first (policy row P8). */
export async function listDisclosures({
  subjects,
}: Pick<World, 'subjects'>): Promise<readonly DisclosureEntry[]> {
  const disclosures: DisclosureEntry[] = [];
  for await (const page of subjects.disclosuresByDay(pageSize)) {
    disclosures.push(...page.map(disclosureEntry));
    if (disclosures.length >= mostDisclosures) break;
  }
  return disclosures.slice(0, mostDisclosures);
}
