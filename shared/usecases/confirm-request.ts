import type { SubjectId } from '../domain/id.ts';
import type { RequestDocument } from '../domain/request.ts';
import { stepRequest } from '../domain/request-step.ts';
import type { World } from '../ports.ts';
import { changeRequest, requestSituation } from './change-request.ts';
import { addressHeldFor, ownerOf } from './find-who-asks.ts';
import { opensByToken, type RequestLinkUsed } from './open-request-page.ts';
import { isThere } from './open-subject.ts';

/** `token`: what opens the person's page from now on. */
export type ConfirmationReceipt =
  | { readonly outcome: 'confirmed'; readonly token: string }
  | { readonly outcome: 'not-valid' };

/**
 * The person used the link: whoever reads mails to an address is who has it. The link works once; what opens the page
 * from then on is new. Now is the first time that anybody is looked up.
 *
 * @throws Contended when others keep changing the request.
 */
export async function confirmRequest(
  world: World,
  { requestId, token }: RequestLinkUsed,
): Promise<ConfirmationReceipt> {
  const pageNonce = world.ids.ask();
  const changed = await changeRequest(world, requestId, async (document) => {
    if (opensByToken(world, document, token) !== 'confirmation') return { outcome: 'left' };
    const shown = await shownBy(world, document);
    if (shown === 'not-valid') return { outcome: 'left' };
    const command = { step: 'verify', identity: { shown: 'link' }, about: shown.about, pageNonce } as const;
    return stepRequest(document, command, requestSituation(world));
  });
  if (changed.outcome !== 'stepped') return { outcome: 'not-valid' };
  const { id, page } = changed.document;
  if (page === undefined) throw new RangeError('a request that is verified has a page');
  return { outcome: 'confirmed', token: world.links.requestToken({ requestId: id, nonce: page.nonce }) };
}

/**
 * Whose identity the link shows. Of a number it was mailed to the address held for somebody, so it shows that
 * somebody's, as long as the address is still held; whoever has an address that was corrected since is somebody else.
 */
async function shownBy(
  world: World,
  { contact, link, mailTo }: RequestDocument,
): Promise<{ readonly about: SubjectId | undefined } | 'not-valid'> {
  if (contact?.email !== undefined) return { about: await ownerOf(world, contact.email) };
  const about = link?.leadsTo;
  if (about === undefined || mailTo === undefined) return 'not-valid';
  const isStillHeld = (await isThere(world, about)) && (await addressHeldFor(world, about)) === mailTo;
  return isStillHeld ? { about } : 'not-valid';
}
