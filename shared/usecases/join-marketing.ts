import type { SubjectId } from '../domain/id.ts';
import { emailIdentifier } from '../domain/identifier.ts';
import { contactIn, localeIn } from '../domain/use.ts';
import { register } from '../policy/register.ts';
import type { World } from '../ports.ts';
import { helpNotices } from './advance-notice.ts';
import { askForMarketing } from './ask-for-marketing.ts';
import { consentIn } from './consent-in.ts';
import { Contended, rounds } from './contended.ts';
import { findPerson } from './find-person.ts';

/**
 * The person asks for Markedsnyheter on the own page: a mail asks to confirm it, as after a form (policy row P6).
 *
 * @returns `nobody` when there is no address to mail to; `restricted` when we may not use it now (GDPR Art. 18).
 * @throws Contended when others keep changing the subject.
 */
export async function joinMarketing(
  world: World,
  subjectId: SubjectId,
): Promise<'asked' | 'nobody' | 'restricted'> {
  for (let round = 0; round < rounds; round += 1) {
    const holdings = await world.subjects.holdings(subjectId);
    const records = holdings.records.map(({ document }) => document);
    const { name, company, email } = contactIn(records);
    if (email === undefined) return 'nobody';
    if (holdings.holds.some(({ document }) => document.restricts && document.recordId === undefined)) {
      return 'restricted';
    }
    const { entries } = await findPerson(world, emailIdentifier(email));
    const entry = entries.find(({ document }) => document.subjectId === subjectId);
    if (entry === undefined) return 'nobody';
    const question = await askForMarketing(world, {
      subjectId,
      wish: {
        by: 'preferences-page',
        contact: { name, company, email },
        policyVersion: register.versions.at(-1)?.date,
        locale: localeIn(records) ?? 'nb',
      },
      stored: consentIn(holdings),
      entry,
      at: world.clock.now(),
    });
    if (question === 'changed') continue;
    if (question.events.length === 0) return 'asked';
    const outcome = await world.subjects.commit({ subjectId, head: { expect: 'open' }, ...question });
    if (outcome === 'committed') return 'asked';
    if (outcome === 'not-open') await helpNotices(world, subjectId);
  }
  throw new Contended();
}
