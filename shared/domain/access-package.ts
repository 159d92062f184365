import * as z from 'zod';
import { purposeIds } from '../policy/purposes.ts';
import { locales } from '../policy/register.ts';
import {
  eraseAfter,
  field,
  instant,
  type PackageEntry,
  type PackagePart,
  packageEntries,
  packageParts,
  processor,
  recordReference,
} from './package-entry.ts';

export type { PackageEntry, PackagePart } from './package-entry.ts';

// What a person gets of their data (GDPR Art. 15, Art. 20): one place says it, the types are inferred from it, and the
// schema that is published is made of it.

/** Goes up with what is published: the first number when a reader of the last one may stumble. */
export const packageVersion = '1.0.0';

const count = z.int().min(0);

const tally = z.strictObject({
  count,
  firstEnd: eraseAfter.optional().describe('When the first of them is erased.'),
  lastEnd: eraseAfter.optional().describe('When the last of them is erased, of those whose end is known.'),
  withoutEnd: count.describe('How many have no known end: licences in use.'),
});

export type Tally = z.output<typeof tally>;

const common = {
  schema: z.url().describe('Where this schema is.'),
  schemaVersion: z.literal(packageVersion),
  requestId: z.string(),
  madeAt: instant.describe('Everything is as it was at this instant.'),
  endsAt: instant.describe('When our own copy of this package is erased.'),
  locale: z.enum(locales),
  subjectId: z.string().optional().describe('The random number under which we hold the person.'),
  held: z.boolean().describe('Whether anything is held at all.'),
  controller: z.strictObject({
    name: z.string(),
    country: z.string(),
    policyVersion: z.string().describe('The version of the privacy policy now in force.'),
    contacts: z.strictObject({ help: z.string(), withdrawal: z.string(), rights: z.string() }),
  }),
  records: z.strictObject({ registrations: tally, licences: tally, consents: tally }),
};

const processing = z
  .strictObject({
    purposes: z
      .array(
        z.strictObject({
          id: z.enum(purposeIds),
          title: z.string(),
          legalBasis: z.string().describe('GDPR Art. 6'),
          data: z.array(field).describe('What the purpose needs.'),
          recipients: z.array(processor),
          people: z.enum(['consented', 'customers', 'known']),
          refusable: z.boolean().describe('Whether one can say no and stay (Art. 7(3), Art. 21).'),
        }),
      )
      .describe('Art. 15(1)(a)'),
    duties: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          legalBasis: z.string(),
          source: z.string(),
          data: z.array(field),
          recipients: z.array(z.string()),
        }),
      )
      .describe('Art. 15(1)(a): what the law obliges us to do with data.'),
    categories: z.array(z.string()).describe('Art. 15(1)(b): the lists of this package.'),
    fields: z.array(field).describe('The fields of contact details that may be held.'),
    recipients: z
      .array(
        z.strictObject({
          id: processor,
          name: z.string(),
          service: z.string(),
          country: z.string(),
          transferBasis: z.string().describe('Art. 15(2): what protects data outside the EEA.'),
          agreement: z.string(),
          data: z.array(field),
          from: z.array(recordReference.shape.kind).describe('Of which records.'),
        }),
      )
      .describe('Art. 15(1)(c)'),
    otherRecipients: z
      .array(z.strictObject({ id: z.string(), name: z.string(), when: z.string() }))
      .describe('Art. 15(1)(c); `disclosures` lists what public authorities were given.'),
    periods: z
      .array(
        z.strictObject({
          of: z.string(),
          title: z.string(),
          period: z.string(),
          from: z.string().optional(),
          because: z.string().describe('What says so.'),
        }),
      )
      .describe('Art. 15(1)(d): ISO 8601 periods, counted in whole days in Norway.'),
    rights: z.array(z.strictObject({ right: z.string(), article: z.string() })).describe('Art. 15(1)(e)'),
    complaint: z
      .strictObject({ authority: z.string(), site: z.url(), article: z.string() })
      .describe('Art. 15(1)(f)'),
    sources: z
      .array(z.strictObject({ of: z.string(), source: z.string(), channels: z.array(z.string()).optional() }))
      .describe('Art. 15(1)(g)'),
    automatedDecisions: z.literal(false).describe('Art. 15(1)(h): there are none, and no profiling.'),
  })
  .describe('What Art. 15(1) and (2) ask for, from the register that the pipeline decides by.');

const accessHead = z.strictObject({
  ...common,
  right: z.literal('access'),
  contains: z.literal('everything-held').describe('GDPR Art. 15'),
  besides: z.strictObject({ holds: count, disclosures: count, notices: count, requests: count }),
  processing,
});

const portabilityHead = z.strictObject({
  ...common,
  right: z.literal('portability'),
  contains: z
    .literal('what-was-provided')
    .describe(
      'GDPR Art. 20: what the person provided, and what it was agreed to be used for; nothing we added.',
    ),
});

export type AccessHead = z.output<typeof accessHead>;
export type PackageHead = AccessHead | z.output<typeof portabilityHead>;

/** The lists that a package has: all of them, or what the person provided (GDPR Art. 20(1)). */
export const partsOf = {
  access: packageParts,
  portability: ['registrations', 'licences', 'consents'],
} as const satisfies Record<PackageHead['right'], readonly PackagePart[]>;

/** A package as it is read: the head at once, each list page by page. */
export interface PackageSource {
  readonly head: PackageHead;
  entries<Part extends PackagePart>(part: Part): AsyncIterable<readonly PackageEntry<Part>[]>;
}

const { registrations, licences, consents, ...rest } = mapped(packageEntries);
const provided = { registrations, licences, consents };

/** A package as JSON. */
export const accessPackage = z.discriminatedUnion('right', [
  z.strictObject({ ...accessHead.shape, ...provided, ...rest }),
  z.strictObject({ ...portabilityHead.shape, ...provided }),
]);

/** The schema of a package, as it is published under `url`: JSON Schema, draft 2020-12. */
export function packageSchema(url: string): object {
  const title = 'A copy of the data that Contracting AS holds of a person (GDPR Art. 15, Art. 20)';
  return { $id: url, title, ...z.toJSONSchema(accessPackage, { target: 'draft-2020-12' }) };
}

function mapped<Entries extends Readonly<Record<string, z.ZodType>>>(entries: Entries) {
  return Object.fromEntries(Object.entries(entries).map(([part, entry]) => [part, z.array(entry)])) as {
    [Part in keyof Entries]: z.ZodArray<Entries[Part]>;
  };
}
