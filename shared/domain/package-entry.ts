import * as z from 'zod';
import { erasureCauses } from '../policy/erasure-causes.ts';
import { meansOfConsent } from '../policy/means-of-consent.ts';
import { processorAnswers, processorIds } from '../policy/processors.ts';
import { purposeIds } from '../policy/purposes.ts';
import { extensionReasonNames, refusalGroundNames, rightNames } from '../policy/rights.ts';
import { contactFields } from './contact.ts';
import { requestStates } from './request.ts';

// What a person gets of each thing that is held. The types are inferred from it, and the schema that is published is
// made of it.

const day = z.iso.date().describe('A day in Norway.');
export const instant = z.iso.datetime().describe('An instant, UTC.');
export const eraseAfter = instant.describe('Kept until here: the first instant at which it is erased.');
export const field = z.enum(contactFields);
export const processor = z.enum(processorIds);
const locale = z.string().describe('The language: nb or en.');

const contact = z
  .strictObject({
    name: z.string().optional(),
    company: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional().describe('E.164'),
  })
  .describe('What is held of it, and nothing more: a field that is missing is not held.');

export const recordReference = z.strictObject({
  kind: z.enum(['registration', 'licence', 'consent']),
  id: z.string().describe('The `id` of an entry of this package, or of one that was erased since.'),
});

const registration = z
  .strictObject({
    id: z.string(),
    contact,
    channel: z.string().describe('The source: how it came to us (Art. 15(1)(g)).'),
    marketing: z.boolean().describe('Whether Markedsnyheter was asked for; the consent stands apart.'),
    policyVersion: z.string().optional().describe('The version of the privacy policy that was shown.'),
    locale,
    submittedOn: day,
    receivedAt: instant,
    eraseAfter,
  })
  .describe('Contact details somebody left (policy rows P1, P2, P9).');

const licence = z
  .strictObject({
    id: z.string(),
    licenceId: z.string(),
    contact: contact.optional().describe('The contact person, as the licence system told.'),
    issuedOn: day.optional(),
    issuedAt: instant.optional().describe('When the licence system said so.'),
    retentionAfterEnd: z
      .string()
      .optional()
      .describe("The agreement's own time of keeping: an ISO 8601 period from its end, or a day."),
    endedOn: day.nullable().describe('null: in use.'),
    endedAt: instant.optional().describe('When the licence system said so, or that it goes on after all.'),
    receivedAt: instant,
    eraseAfter: eraseAfter.nullable().describe('null: not known while the licence is in use.'),
  })
  .describe('A licence whose contact person this is (policy row P10).');

const act = z.strictObject({
  state: z.enum(['requested', 'given', 'refused', 'withdrawn']),
  by: z.enum(meansOfConsent),
  at: instant,
  channel: z.string().optional(),
  policyVersion: z.string().optional(),
  text: z
    .strictObject({
      version: z.string(),
      words: z.string().optional().describe('Word for word what was said yes to.'),
    })
    .optional(),
  locale,
});

const consent = z
  .strictObject({
    id: z.string(),
    purpose: z.enum(['marketing']),
    state: act.shape.state,
    since: instant,
    contact: contact.optional(),
    locale,
    question: z
      .strictObject({ askedAt: instant, endsAt: instant })
      .optional()
      .describe('The question that was mailed and waits for its answer.'),
    refusedAt: instant.optional(),
    acts: z.array(act).describe('The evidence (Art. 7(1)): every act, oldest first.'),
    eraseAfter,
  })
  .describe('Whether it was agreed to be mailed (policy row P6).');

const objection = z
  .strictObject({ purpose: z.enum(purposeIds), since: instant })
  .describe('What the address is not used for any more; remembered by a keyed hash of the address.');

const hold = z
  .strictObject({
    id: z.string(),
    recordId: z.string().optional().describe('The one entry it is over; without it, all of them.'),
    restricts: z.boolean().describe('Whether what it is over is not used either (Art. 18).'),
    reason: z.string(),
    authority: z.string(),
    placedAt: instant,
    reviewOn: day,
  })
  .describe('What must not be erased now, and why (policy row P8).');

const disclosure = z
  .strictObject({
    id: z.string(),
    authority: z.string(),
    legalBasis: z.string(),
    reference: z.string(),
    disclosedOn: day,
    recordedAt: instant,
    records: z.array(recordReference),
    fields: z.array(field),
  })
  .describe('What was handed to a public authority (Art. 15(1)(c), policy row P8).');

const answer = z.strictObject({
  processor,
  name: z.string(),
  answer: z.enum(['notified', ...processorAnswers]).describe('`notified`: asked, and has not answered.'),
  since: instant,
  because: z.string().optional(),
  decision: z
    .strictObject({ decision: z.enum(['done', 'nothing-held', 'exception']), on: instant })
    .optional()
    .describe('What staff decided where the processor could not; `exception`: the data stays there.'),
});

const told = {
  id: z.string(),
  state: z.enum(['held', 'waiting', 'completed', 'completed-with-exceptions', 'verified', 'superseded']),
  requestedAt: instant,
  completedAt: instant.optional(),
  recipients: z.array(answer),
};

const notice = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('erasure'),
      ...told,
      cause: z.enum(erasureCauses),
      records: z.array(recordReference),
      verifiedAt: instant.optional().describe('When a search found nothing left.'),
    }),
    z.strictObject({ kind: z.literal('rectification'), ...told, fields: z.array(field) }),
    z.strictObject({ kind: z.literal('withdrawal'), ...told, purpose: z.enum(['marketing']) }),
  ])
  .describe('Who was told of an erasure, a correction or a withdrawal, and what they answered (Art. 19).');

const request = z
  .strictObject({
    id: z.string(),
    right: z.enum(rightNames),
    state: z.enum(requestStates),
    by: z.enum(['person', 'staff']).describe('Who typed it in.'),
    receivedOn: day,
    dueOn: day.optional(),
    extension: z.strictObject({ reason: z.enum(extensionReasonNames), on: day }).optional(),
    identity: z
      .strictObject({ shown: z.enum(['link', 'staff']), at: instant })
      .optional()
      .describe('How it was shown that the person is who is meant.'),
    corrects: z.array(field).optional().describe('Which fields are to be corrected.'),
    answer: z
      .strictObject({
        on: day,
        held: z.boolean(),
        refusals: z.array(
          z.strictObject({ ground: z.enum(refusalGroundNames), records: z.array(recordReference) }),
        ),
        note: z.string().optional(),
      })
      .optional(),
  })
  .describe(
    'A right that was asked for (policy row P7). The address it was asked from is kept until the answer has been mailed, and is not repeated here.',
  );

const happening = z
  .strictObject({
    at: instant,
    event: z.string().describe('The name of the event: `registration.received`.'),
  })
  .describe('An entry of our own log about this person; it says what happened and never what the data is.');

/** The lists of a package, in their order, and what an entry of each is. */
export const packageEntries = {
  registrations: registration,
  licences: licence,
  consents: consent,
  objections: objection,
  holds: hold,
  disclosures: disclosure,
  notices: notice,
  requests: request,
  history: happening,
} as const;

export type PackagePart = keyof typeof packageEntries;
export const packageParts = Object.keys(packageEntries) as PackagePart[];
export type PackageEntry<Part extends PackagePart> = z.output<(typeof packageEntries)[Part]>;
