import type { RequestDocument } from '../domain/request.ts';
import { extendedDueDay } from '../domain/request-due.ts';
import { requestEntry } from '../domain/request-entry.ts';
import { offersOf } from '../domain/request-offers.ts';
import { answerShown, fieldChanges, noticesOf, progressIn } from '../domain/request-progress.ts';
import type { OpenedRequest } from '../domain/request-view.ts';
import { isOpen } from '../domain/request-wake.ts';
import type { World } from '../ports.ts';
import { holidaysFor, readRequest } from './change-request.ts';
import { documentsOf } from './documents-of.ts';
import { type Looker, recordLookup } from './look-up-person.ts';
import { packageIn } from './open-request-page.ts';

/**
 * One request, with who asks, for staff who deal with it; undefined when there is none by that id. Who looks at data of a
 * person is recorded before: in the person's file, or in the request while nobody knows whose it is (GDPR Art. 5(2), 32(4)).
 */
export async function openRequest(
  world: Pick<World, 'clock' | 'ids' | 'subjects' | 'holidays'>,
  { requestId, by }: { readonly requestId: string; readonly by: Looker },
): Promise<OpenedRequest | undefined> {
  const stored = await readRequest(world, requestId);
  if (stored === undefined) return undefined;
  const { document } = stored;
  const { about, contact, corrections, identity, extension, toStaff, answer, locale, proofAskedAt } =
    document;
  const at = world.clock.now();
  if (contact !== undefined) await recordLookup(world, { subjectId: about ?? document.subjectId, by });
  const offers = offersOf(document, at);
  const held = about && (await world.subjects.holdings(about));
  const { records = [], notices = [] } = held ? documentsOf(held) : {};
  const begun = noticesOf(document, notices);
  const fetchable = packageIn(document, held, at);
  return {
    ...requestEntry(document, at),
    locale,
    contact,
    proofAskedAt,
    shownBy: identity,
    extension,
    toStaff,
    ...(isOpen(document) && corrections && { changes: fieldChanges(records, corrections) }),
    ...(begun.length > 0 && { progress: progressIn(begun) }),
    ...(fetchable && { package: { endsAt: fetchable.endsAt } }),
    ...(answer && { answer: answerShown(document, begun) }),
    offers,
    ...(offers.includes('extend') && { extendableTo: await extendedDay(world, document) }),
  };
}

async function extendedDay(world: Pick<World, 'holidays'>, { receivedOn }: RequestDocument): Promise<string> {
  return extendedDueDay(receivedOn, await holidaysFor(world, receivedOn));
}
