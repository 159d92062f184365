import type { RequestDocument } from '../domain/request.ts';
import { isLinkOut } from '../domain/request-entry.ts';
import { withLinkFor, withoutLink } from '../domain/request-upkeep.ts';
import { addressOf } from '../domain/request-wake.ts';
import type { Stored, World } from '../ports.ts';
import { readRequest, replaceRequest } from './change-request.ts';
import { Contended, rounds } from './contended.ts';
import { addressHeldFor, peopleAt } from './find-who-asks.ts';

/**
 * The request whose link is to be mailed now, and to whom. A number leads to the address held for its one person, and the
 * link is bound to that person before it is mailed; where there is none, there is no link, and staff verify. Whoever
 * asked sees neither.
 *
 * @returns undefined when there is no link to mail, or none any more.
 * @throws Contended when others keep changing the request.
 */
export async function requestToConfirm(
  world: World,
  requestId: string,
): Promise<{ readonly document: RequestDocument; readonly to: string } | undefined> {
  for (let round = 0; round < rounds; round += 1) {
    const stored = await readRequest(world, requestId);
    if (stored === undefined || stored.document.state !== 'received') return undefined;
    if (!isLinkOut(stored.document, world.clock.now())) return undefined;
    const to = addressOf(stored.document);
    if (to !== undefined) return { document: stored.document, to };
    await bind(world, stored);
  }
  throw new Contended();
}

async function bind(world: World, stored: Stored<RequestDocument>): Promise<void> {
  const { document } = stored;
  const at = world.clock.now();
  const [leadsTo, ...others] = await peopleAt(world, document.contact?.phone);
  const mailTo = leadsTo && others.length === 0 ? await addressHeldFor(world, leadsTo) : undefined;
  const bound =
    leadsTo === undefined || mailTo === undefined
      ? withoutLink(document, at)
      : withLinkFor(document, { leadsTo, mailTo, at });
  await replaceRequest(world, stored, { document: bound, events: [] });
}
