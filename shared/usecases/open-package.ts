import { timestamp } from '../domain/calendar.ts';
import type { PackageFormat, World } from '../ports.ts';
import { openByLink, type RequestLinkUsed } from './open-request-page.ts';

/**
 * The package of a request, for whoever has the link to the request's page; undefined when the link opens no page, or
 * when there is no package (any more).
 */
export async function openPackage(
  world: World,
  { format, ...used }: RequestLinkUsed & { readonly format: PackageFormat },
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const opened = await openByLink(world, used);
  const made = opened?.opens === 'page' ? opened.stored.document.work?.package : undefined;
  if (made === undefined || made.endsAt <= timestamp(world.clock.now())) return undefined;
  return world.packages.read(made.id, format);
}
