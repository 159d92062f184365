import type { Temporal } from 'temporal-polyfill';
import { secondsOf, timestamp } from '../domain/calendar.ts';
import { headId, type SubjectHead } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import type { RequestDocument, RequestPackage } from '../domain/request.ts';
import { requestRules } from '../policy/rights.ts';
import type { CommitOutcome, Stored, World } from '../ports.ts';
import { Contended } from './contended.ts';
import { packageJson } from './package-json.ts';
import { type PackageWanted, readPackage } from './read-package.ts';

/** How often a package is written anew because something has changed meanwhile. */
const attempts = 5;

/**
 * Writes the package of a person's data (GDPR Art. 15, Art. 20) in both formats, as it is read, and says where it is and
 * until when. Safe to repeat: a request has one package, and writing it again puts it in the place of the last.
 *
 * It is noted with the person before it is written, so that an erasure finds it however far it came; and nothing has
 * changed while it was written, or it is written again: so both formats say the same, and it has nothing that an
 * erasure took meanwhile.
 *
 * @param asked `about` is absent where nobody is held: the package says so.
 * @throws Contended when others keep changing the subject.
 */
export async function buildPackage(
  world: World,
  { request, about }: { readonly request: RequestDocument; readonly about?: SubjectId | undefined },
): Promise<RequestPackage> {
  const right = packagedRight(request);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const at = world.clock.now();
    const made = { id: packageIdOf(request), endsAt: endOf(at) };
    const head = about && (await notedHead(world, { subjectId: about, made, at }));
    if (head === 'changed') continue;
    await write(world, { request, right, about, at, endsAt: made.endsAt });
    if (head !== undefined && (await note(world, { head, made, at })) !== 'committed') continue;
    world.telemetry.event('package-built', { right });
    return made;
  }
  throw new Contended();
}

/** The request's own random number: whoever has the request finds the package, however far an attempt came. */
function packageIdOf({ id }: Pick<RequestDocument, 'id'>): string {
  return id;
}

function packagedRight({ right }: RequestDocument): PackageWanted['right'] {
  if (right === 'access' || right === 'portability') return right;
  throw new RangeError(`there is no package for ${right}`);
}

function endOf(at: Temporal.Instant): string {
  return timestamp(at.add({ seconds: secondsOf({ period: requestRules.package }, at) }));
}

async function write(world: World, wanted: PackageWanted): Promise<void> {
  const source = await readPackage(world, wanted);
  const id = packageIdOf(wanted.request);
  await world.packages.write(id, 'json', packageJson(source));
  await world.packages.write(id, 'html', world.packagePages.html(source));
}

interface Noting {
  readonly made: RequestPackage;
  readonly at: Temporal.Instant;
}

/** The person's head that has the package noted; undefined of somebody who never was, or is long gone. */
async function notedHead(
  world: World,
  { subjectId, made, at }: Noting & { readonly subjectId: SubjectId },
): Promise<Stored<SubjectHead> | 'changed' | undefined> {
  const head = await world.subjects.read(subjectId, 'subject', headId);
  const isNoted = head?.document.packages?.some(({ id }) => id === made.id) ?? false;
  if (head === undefined || isNoted) return head;
  if ((await note(world, { head, made, at })) !== 'committed') return 'changed';
  return world.subjects.read(subjectId, 'subject', headId);
}

/** Notes the package with the person if nothing has changed since the head was read; others that have ended go. */
function note(
  { subjects }: World,
  { head, made, at }: Noting & { readonly head: Stored<SubjectHead> },
): Promise<CommitOutcome> {
  const { subjectId, packages = [] } = head.document;
  const others = packages.filter(({ id, endsAt }) => id !== made.id && endsAt > timestamp(at));
  return subjects.commit({
    subjectId,
    head: { expect: 'unmoved', head, note: { packages: [...others, made] } },
    events: [],
  });
}
