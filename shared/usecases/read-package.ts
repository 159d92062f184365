import type { Temporal } from 'temporal-polyfill';
import type { PackageEntry, PackageHead, PackagePart, PackageSource } from '../domain/access-package.ts';
import type { Contact } from '../domain/contact.ts';
import type { RecordDocument, SubjectDocument, Suppression } from '../domain/document.ts';
import type { SubjectId } from '../domain/id.ts';
import { type Identifier, identifiersIn } from '../domain/identifier.ts';
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
import { contactOf } from '../domain/rectification.ts';
import type { RequestDocument } from '../domain/request.ts';
import { allRefused } from '../domain/suppression.ts';
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
  const { held, identifiers } = await heldOf(world, { request, about, requests: requests.length });
  const suppressed = await refusedBy(world, identifiers);
  const lists = listsOf(world, { about, requests, suppressed });
  return {
    head: packageHead({
      request,
      right,
      about,
      held,
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

/** What is held, counted, and by what the person is known: what was stated, and each address and number in the records. */
async function heldOf(
  { subjects }: World,
  { request, about, requests }: Pick<PackageWanted, 'request' | 'about'> & { readonly requests: number },
): Promise<{ readonly held: Held; readonly identifiers: readonly Identifier[] }> {
  let held = onlyRequests(requests);
  const identifiers = new Map<string, Identifier>();
  const add = (contact: Contact) => {
    for (const each of identifiersIn(contact)) identifiers.set(each.value, each);
  };
  add(request.contact ?? {});
  if (about !== undefined) {
    for await (const page of subjects.each(about, counted)) {
      held = page.reduce(withDocument, held);
      page.filter(isRecord).map(contactOf).forEach(add);
    }
  }
  return { held, identifiers: [...identifiers.values()] };
}

function isRecord(document: { readonly kind: string }): document is RecordDocument {
  return document.kind === 'registration' || document.kind === 'licence' || document.kind === 'consent';
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

/**
 * What the person has said no to: known by the address or number of whoever asks, also when nothing else is held, and by
 * each that is held of the person.
 */
async function refusedBy(world: World, identifiers: readonly Identifier[]): Promise<Suppression | undefined> {
  const found = await Promise.all(identifiers.map((identifier) => findPerson(world, identifier)));
  return allRefused(found.map(({ suppressed }) => suppressed));
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
