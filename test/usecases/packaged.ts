import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type PackageHead, type PackagePart, packageSchema } from '../../shared/domain/access-package.ts';
import type { RequestId, SubjectId } from '../../shared/domain/id.ts';
import type { RequestDocument } from '../../shared/domain/request.ts';
import type { Locale } from '../../shared/policy/register.ts';
import type { PackageFormat, World } from '../../shared/ports.ts';
import { buildPackage } from '../../shared/usecases/build-package.ts';

/** A package as whoever gets it reads it: parsed, and by no type of ours. */
export type Packaged = Omit<PackageHead, 'right'> & {
  readonly right: PackageHead['right'];
} & Readonly<Partial<Record<PackagePart, readonly Readonly<Record<string, unknown>>[]>>> & {
    readonly besides?: Readonly<Record<string, number>>;
    readonly processing?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  };

export interface Copy {
  readonly id: string;
  readonly endsAt: string;
  readonly json: Packaged;
  readonly html: string;
}

/** A request whose identity is shown, and that is to be answered with a package. */
export function requestFor(
  right: RequestDocument['right'],
  {
    email,
    locale = 'nb',
  }: { readonly email?: string | undefined; readonly locale?: Locale | undefined } = {},
): RequestDocument {
  const id = crypto.randomUUID() as RequestId;
  return {
    id,
    kind: 'request',
    subjectId: id as string as SubjectId,
    right,
    state: 'in-progress',
    by: 'person',
    locale,
    receivedAt: '2026-11-22T09:00:00Z',
    receivedOn: '2026-11-22',
    dueOn: '2026-12-22',
    ...(email !== undefined && { contact: { email } }),
    identity: { shown: 'link', at: '2026-11-22T09:05:00Z' },
  };
}

/** Builds a package, and reads it back in both formats. */
export async function copyOf(
  world: World,
  about: SubjectId | undefined,
  request: RequestDocument = requestFor('access'),
): Promise<Copy> {
  const made = await buildPackage(world, { request, about });
  const json = (await readText(world, made.id, 'json')) ?? '';
  const html = (await readText(world, made.id, 'html')) ?? '';
  const parsed: unknown = JSON.parse(json);
  if (!isPackage(parsed)) throw new Error('the package is not what its schema says');
  return { ...made, json: parsed, html };
}

export async function readText(world: World, id: string, format: PackageFormat): Promise<string | undefined> {
  const bytes = await world.packages.read(id, format);
  return bytes && Buffer.concat(await Array.fromAsync(bytes)).toString('utf8');
}

/** By the schema that is published, and whatever reader of JSON Schema there is. */
const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
addFormats.default(ajv);
const validate = ajv.compile(packageSchema('https://privacy.example.test/schema.json'));

function isPackage(parsed: unknown): parsed is Packaged {
  if (validate(parsed)) return true;
  // Only where it is wrong, never what is there.
  throw new Error(
    (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join('\n'),
  );
}

/** The text that a reader of an HTML document sees, without its style. */
export function shownText(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}
