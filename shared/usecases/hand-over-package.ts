import type { PackageFormat, World } from '../ports.ts';
import { readRequest } from './change-request.ts';
import { recordLookup } from './look-up-person.ts';
import { packageIn } from './open-request-page.ts';

/**
 * The package of a request, for staff to hand to a person whom no mail reaches; undefined when there is none (any more), or
 * when the person fetches it. Who took it is recorded before, as whoever looks at the data of a person (GDPR Art. 5(2)).
 */
export async function handOverPackage(
  world: World,
  {
    requestId,
    format,
    by,
  }: { readonly requestId: string; readonly format: PackageFormat; readonly by: string },
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const { document } = (await readRequest(world, requestId)) ?? {};
  if (document?.toStaff !== 'to-hand-over') return undefined;
  const { about, subjectId } = document;
  const held = about && (await world.subjects.holdings(about));
  const made = packageIn(document, held, world.clock.now());
  if (made === undefined) return undefined;
  await recordLookup(world, { subjectId: about ?? subjectId, by });
  return world.packages.read(made.id, format);
}
