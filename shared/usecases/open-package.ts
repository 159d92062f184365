import type { PackageFormat, World } from '../ports.ts';
import { openByLink, packageIn, type RequestLinkUsed } from './open-request-page.ts';

/**
 * The package of a request, for whoever has the link to the request's page; undefined when the link opens no page, or
 * when there is no package (any more).
 */
export async function openPackage(
  world: World,
  { format, ...used }: RequestLinkUsed & { readonly format: PackageFormat },
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const opened = await openByLink(world, used);
  if (opened?.opens !== 'page') return undefined;
  const { document } = opened.stored;
  const held = document.about && (await world.subjects.holdings(document.about));
  const made = packageIn(document, held, world.clock.now());
  return made && world.packages.read(made.id, format);
}
