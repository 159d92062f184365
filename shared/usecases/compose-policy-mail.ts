import { reachOf } from '../domain/announcement.ts';
import type { PrivacyEvent } from '../domain/event.ts';
import type { Mail } from '../domain/letter.ts';
import type { World } from '../ports.ts';
import { documentsOf } from './documents-of.ts';

/**
 * That the policy changes (policy row P12), to whoever can be written to by now: somebody erased or restricted since
 * then gets no mail.
 */
export async function composePolicyMail(
  { clock, links, subjects }: Pick<World, 'clock' | 'links' | 'subjects'>,
  { id, subject, data }: PrivacyEvent<'policy.announced'>,
): Promise<Mail | undefined> {
  const reached = reachOf(documentsOf(await subjects.holdings(subject)), clock.now());
  if (reached.reach !== 'mail') return undefined;
  const { email, locale } = reached;
  return {
    to: email,
    locale,
    letter: { letter: 'policy-announced', ...data, page: links.policyVersions(locale) },
    messageId: id,
  };
}
