import type { Temporal } from 'temporal-polyfill';
import type { PackageEntry, PackageHead, PackagePart, PackageSource } from '../domain/access-package.ts';
import type { SubjectDocument, Suppression } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import { identifiersIn } from '../domain/identifier.ts';
import { packageHead } from '../domain/package-head.ts';
import { type Held, onlyRequests, withDocument } from '../domain/package-tally.ts';
import {
  consentEntry,
  disclosedEntry,
  happeningOf,
  holdEntry,
  licenceEntry,
  noticeEntry,
  objectionEntries,
  registrationEntry,
  requestEntry,
} from '../domain/packaged-document.ts';
import type { RequestDocument } from '../domain/request.ts';
import type { World } from '../ports.ts';
import { findPerson } from './find-person.ts';

export interface PackageWanted {
  readonly request: RequestDocument;
  readonly right: PackageHead['right'];
  /** Absent where nobody is held. */
  readonly about: SubjectId | undefined;
  readonly at: Temporal.Instant;
  readonly endsAt: string;
}

/** What is held of a person, to be read as often as it is written down: each list page by page, out of the person's own partition. */
export async function readPackage(world: World, wanted: PackageWanted): Promise<PackageSource> {
  const { request, right, about, at, endsAt } = wanted;
  const requests = await requestsOf(world, wanted);
  const suppressed = await refusedBy(world, request);
  const lists = listsOf(world, { about, requests, suppressed });
  return {
    head: packageHead({
      request,
      right,
      about,
      held: await heldOf(world, about, requests.length),
      at,
      endsAt,
      schema: world.links.packageSchema(),
    }),
    entries: (part) => lists[part](),
  };
}

/** Everything in a person's partition that counts; the rest is the pipeline's own, or the log. */
const counted = [
  'registration',
  'licence',
  'consent',
  'hold',
  'disclosure',
  'erasure',
  'rectification',
  'withdrawal',
] as const satisfies readonly SubjectDocument['kind'][];

async function heldOf({ subjects }: World, about: SubjectId | undefined, requests: number): Promise<Held> {
  let held = onlyRequests(requests);
  if (about === undefined) return held;
  for await (const page of subjects.each(about, counted)) held = page.reduce(withDocument, held);
  return held;
}

/** This request too: the one that is answered may not be noted as the person's yet. */
async function requestsOf(
  { subjects }: World,
  { request, about }: PackageWanted,
): Promise<readonly RequestDocument[]> {
  const known = about === undefined ? [] : await subjects.requestsAbout(about);
  const others = known.map(({ document }) => document).filter(({ id }) => id !== request.id);
  return [...others, request].toSorted((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
}

/** What the one who asks has said no to; it is known by the address, also when nothing else is held. */
async function refusedBy(world: World, { contact }: RequestDocument): Promise<Suppression | undefined> {
  const [identifier] = identifiersIn(contact ?? {});
  return identifier && (await findPerson(world, identifier)).suppressed;
}

type Lists = { readonly [Part in PackagePart]: () => AsyncIterable<readonly PackageEntry<Part>[]> };

function listsOf(
  { subjects }: World,
  {
    about,
    requests,
    suppressed,
  }: {
    readonly about: SubjectId | undefined;
    readonly requests: readonly RequestDocument[];
    readonly suppressed: Suppression | undefined;
  },
): Lists {
  return {
    registrations: () => list(['registration'], registrationEntry),
    licences: () => list(['licence'], licenceEntry),
    consents: () => list(['consent'], consentEntry),
    objections: () => onePage(objectionEntries(suppressed)),
    holds: () => list(['hold'], holdEntry),
    disclosures: () => list(['disclosure'], disclosedEntry),
    notices: () => list(['erasure', 'rectification', 'withdrawal'], noticeEntry),
    requests: () => onePage(requests.map(requestEntry)),
    history: () => list(['event'], happeningOf),
  };

  async function* list<Kind extends SubjectDocument['kind'], Entry>(
    kinds: readonly Kind[],
    entryOf: (document: Extract<SubjectDocument, { kind: Kind }>) => Entry,
  ): AsyncGenerator<readonly Entry[]> {
    if (about === undefined) return;
    for await (const page of subjects.each(about, kinds)) yield page.map(entryOf);
  }
}

async function* onePage<Entry>(entries: readonly Entry[]): AsyncGenerator<readonly Entry[]> {
  yield entries;
}
