import * as z from 'zod';
import { meansOfConsent } from '../policy/means-of-consent.ts';
import { processorReasonNames } from '../policy/processor-reasons.ts';
import { processorAnswers } from '../policy/processors.ts';
import { extensionReasonNames } from '../policy/rights.ts';
import {
  commitment,
  day,
  digest,
  doneBy,
  eraseAfter,
  erasureCause,
  fields,
  grounds,
  holdId,
  id,
  licence,
  listOf,
  noticeReference,
  policyVersion,
  processor,
  recordReference,
  right,
  typedInBy,
  uuid,
  withinSubject,
} from './event-fields.ts';
import type {
  AskId,
  DisclosureId,
  ErasureId,
  RectificationId,
  RegistrationId,
  RequestId,
  SubjectId,
} from './id.ts';

// The one place that says what an event's data is: the types are inferred from it, the description of the events is
// made of it. The pipeline itself takes only the types, so nothing of this runs when it starts.

const consentFields = {
  purpose: z
    .enum(['marketing', 'storage'])
    .describe('`storage` is the consent to keep registrations (policy row P9); it is only ever withdrawn.'),
  act: z.enum(meansOfConsent).describe('By what the person, or staff for the person, said so.'),
  policyVersion: policyVersion.optional(),
  text: z.string().optional().describe('The version of our text that was shown.'),
  commitment: commitment.optional(),
};

/**
 * What can happen, and what each event says: ids, field names, dates, counts, and a commitment where it must
 * vouch for content. Never the data itself; an event outlives the person's records. A licence is named by its
 * key: its number would lead, in the licence system, to the person.
 */
export const eventData = {
  'registration.received': z
    .strictObject({
      registrationId: uuid<RegistrationId>(),
      channel: z.string().meta({ examples: ['contact-form'] }),
      fields,
      marketing: z.boolean().describe('Whether Markedsnyheter was asked for; it is not consent yet.'),
      policyVersion: policyVersion.optional(),
      locale: z.string().meta({ examples: ['nb'] }),
      submittedOn: day,
      eraseAfter,
      commitment,
    })
    .describe('Somebody left contact details.'),
  'registration.rectified': z
    .strictObject({
      registrationId: uuid<RegistrationId>(),
      rectificationId: uuid<RectificationId>(),
      fields,
      commitment,
    })
    .describe('A registration was corrected (GDPR Art. 16).'),
  'registration.erased': z
    .strictObject({ registrationId: uuid<RegistrationId>(), erasureId: uuid<ErasureId>() })
    .describe('A registration is gone.'),
  'licence.issued': z
    .strictObject({
      licence,
      fields,
      issuedOn: day,
      retentionAfterEnd: z
        .string()
        .optional()
        .describe("The agreement's own time of keeping (policy row P10): an ISO 8601 period, or a day."),
      eraseAfter: eraseAfter.nullable(),
      commitment,
    })
    .describe('A licence has a contact person; news only.'),
  'licence.terminated': z
    .strictObject({ licence, endedOn: day, eraseAfter: eraseAfter.nullable() })
    .describe('A licence has ended.'),
  'licence.reinstated': z
    .strictObject({ licence, eraseAfter: eraseAfter.nullable() })
    .describe('A licence goes on after all.'),
  'licence.rectified': z
    .strictObject({ licence, rectificationId: uuid<RectificationId>(), fields, commitment })
    .describe('The contact person of a licence was corrected (GDPR Art. 16).'),
  'consent.requested': z
    .strictObject({
      ...consentFields,
      ask: uuid<AskId>(),
      endsAt: z.iso.datetime().describe('Until when the question waits for its answer.'),
    })
    .describe('A question is to be mailed: is this consent meant?'),
  'consent.given': z
    .strictObject({ ...consentFields, ask: uuid<AskId>(), renewed: z.boolean(), eraseAfter })
    .describe('The person confirmed it.'),
  'consent.refused': z.strictObject(consentFields).describe('The person said no to the question.'),
  'consent.withdrawn': z
    .strictObject(consentFields)
    .describe('The person said no after a yes (GDPR Art. 7(3)).'),
  'consent.expired': z
    .strictObject({ purpose: z.enum(['marketing']), erasureId: uuid<ErasureId>() })
    .describe('A consent ran out.'),
  'erasure.requested': z
    .strictObject({ erasureId: uuid<ErasureId>(), cause: erasureCause, scope: listOf(recordReference) })
    .describe('Data is to go.'),
  'erasure.held': z
    .strictObject({ erasureId: uuid<ErasureId>(), holds: listOf(holdId()) })
    .describe('A hold keeps what was to go (policy row P8).'),
  'erasure.started': z
    .strictObject({ erasureId: uuid<ErasureId>(), erased: z.int().describe('How many records.') })
    .describe('The records are gone from our stores; the processors are asked.'),
  'erasure.answered': z
    .strictObject({ erasureId: uuid<ErasureId>() })
    .describe('Every processor has given its final answer; the person is told, if there is anyone to tell.'),
  'erasure.completed': z
    .strictObject({
      erasureId: uuid<ErasureId>(),
      exceptions: listOf(processor).describe('Where data stays, as somebody decided.'),
      requestId: uuid<RequestId>().optional(),
    })
    .describe('Nothing leads to what was erased any more.'),
  'erasure.verified': z
    .strictObject({
      erasureId: uuid<ErasureId>(),
      searched: listOf(z.string()).describe('The stores.'),
      texts: z.int().describe('How many texts were read.'),
      exceptions: listOf(processor),
    })
    .describe(
      'A search of our own stores found nothing; what somebody decided to leave at a processor is still there.',
    ),
  'erasure.contradicted': z
    .strictObject({ erasureId: uuid<ErasureId>(), places: listOf(z.string()) })
    .describe('A search that found what should be gone: where, never what.'),
  'processor.notified': z
    .strictObject({ processor, notice: noticeReference, attempt: z.int() })
    .describe('A processor is asked to erase, to correct or to stop (GDPR Art. 19).'),
  'processor.answered': z
    .strictObject({
      processor,
      notice: noticeReference,
      attempt: z.int(),
      answer: z.enum(processorAnswers),
      because: z.enum(processorReasonNames).optional(),
      evidence: z
        .string()
        .regex(/^[\w-]{43}$/)
        .optional()
        .describe('A keyed fingerprint of the evidence that staff typed in.')
        .meta({ examples: [digest] }),
    })
    .describe('What a processor answered, or staff for it.'),
  'hold.placed': z
    .strictObject({
      holdId: holdId(),
      recordId: z.string().optional().describe('One record; without it, everything of the person.'),
      restricts: z.boolean().describe('Whether it must not be used either (GDPR Art. 18).'),
      reviewOn: day,
      commitment,
      by: doneBy,
    })
    .describe('Something must stay (policy row P8).'),
  'hold.reviewed': z
    .strictObject({ holdId: holdId(), reviewOn: day, by: doneBy })
    .describe('Somebody looked: it is still needed, until the next review.'),
  'hold.released': z.strictObject({ holdId: holdId(), by: doneBy }).describe('What it kept may go.'),
  'hold.due': z
    .strictObject({ holdId: holdId(), reviewOn: day })
    .describe('Its day of review has come; once for each day of review.'),
  'request.received': z
    .strictObject({ requestId: uuid<RequestId>(), right, by: typedInBy, receivedOn: day, dueOn: day })
    .describe(
      'A person asks for a right. The subject of the events of a request is the request itself: whom it is about is not known before.',
    ),
  'request.proof-asked': z
    .strictObject({ requestId: uuid<RequestId>(), by: doneBy })
    .describe('More than the link is asked for (GDPR Art. 12(6)).'),
  'request.verified': z
    .strictObject({
      requestId: uuid<RequestId>(),
      right,
      shown: z.enum(['link', 'staff']).describe('By what the identity was shown.'),
      about: uuid<SubjectId>().optional().describe('The data subject; absent where nobody is held.'),
    })
    .describe('The identity is shown; the work begins.'),
  'request.extended': z
    .strictObject({
      requestId: uuid<RequestId>(),
      dueOn: day,
      reason: z.enum(extensionReasonNames),
      by: doneBy,
    })
    .describe('The answer takes longer (GDPR Art. 12(3)).'),
  'request.fulfilled': z
    .strictObject({
      requestId: uuid<RequestId>(),
      right,
      state: z.enum(['fulfilled', 'partly-fulfilled']),
      grounds,
    })
    .describe('The person has an answer: what was asked for, or a part of it.'),
  'request.refused': z
    .strictObject({ requestId: uuid<RequestId>(), right, grounds })
    .describe('The person has an answer: no, and why (GDPR Art. 12(4)).'),
  'request.expired': z
    .strictObject({ requestId: uuid<RequestId>(), right })
    .describe('Nobody showed the identity in time.'),
  'request.cancelled': z
    .strictObject({ requestId: uuid<RequestId>(), right, by: typedInBy, staff: doneBy })
    .describe('The person does not ask for it any more.'),
  'request.due': z
    .strictObject({
      requestId: uuid<RequestId>(),
      dueOn: day,
      daysLeft: z.int().describe('0: it is the last day; negative: that is over.'),
    })
    .describe('Staff are reminded.'),
  'person.looked-up': z
    .strictObject({
      by: z.string().describe('The id of who signed in, or `key`: a system with a function key.'),
    })
    .describe('Somebody of the staff looked at what is held.'),
  'disclosure.recorded': z
    .strictObject({
      disclosureId: id<DisclosureId>(withinSubject()),
      disclosedOn: day,
      records: listOf(recordReference),
      fields,
      by: doneBy,
    })
    .describe('A public authority was given something (policy row P8).'),
  'announcement.started': z
    .strictObject({ policyVersion, by: doneBy })
    .describe('A change of the policy is going to be told (policy row P12).'),
  'policy.announced': z
    .strictObject({
      policyVersion,
      asksAgain: z.boolean().describe('And asked for a consent that the change touches.'),
    })
    .describe('This person is told of a change of the policy.'),
  'announcement.completed': z
    .strictObject({
      policyVersion,
      told: z.int(),
      withoutAddress: z.int(),
      notContacted: z.int(),
      askedAgain: z.int(),
    })
    .describe('Everybody concerned has been dealt with.'),
} as const;

export type EventName = keyof typeof eventData;

/** The data of each event. */
export type EventData = { [Name in EventName]: z.output<(typeof eventData)[Name]> };
