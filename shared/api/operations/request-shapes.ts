import * as z from 'zod';
import { contactFields } from '../../domain/contact.ts';
import { requestStates } from '../../domain/request.ts';
import { locales } from '../../policy/register.ts';
import { extensionReasonNames } from '../../policy/rights.ts';
import { grounds, instant, processorId, rightName } from './shapes.ts';

const entry = {
  requestId: z.uuid(),
  right: rightName,
  state: z.enum(requestStates),
  by: z.enum(['person', 'staff']).describe('Who typed it in.'),
  receivedOn: z.iso.date(),
  dueOn: z.iso.date().optional().describe('The last day for the answer; absent once it is closed.'),
  daysLeft: z.int().optional().describe('Until the last day is over; negative: overdue.'),
  extended: z.boolean(),
  identity: z.enum(['shown', 'link-out', 'proof-asked', 'to-be-shown']),
  about: z.uuid().optional().describe('The data subject, once the identity is shown and somebody is held.'),
  waitsFor: z.enum(['person', 'staff', 'processors', 'pipeline']).optional(),
  undelivered: z
    .literal(true)
    .optional()
    .describe('The mail with the answer cannot be delivered: staff are to reach the person otherwise.'),
};

export const requestEntry = z
  .strictObject(entry)
  .meta({ id: 'RequestEntry', description: 'A request, without who asks.' });

const shownBy = z.union([
  z.strictObject({ shown: z.literal('link'), at: instant }),
  z.strictObject({ shown: z.literal('staff'), at: instant, evidence: z.string(), by: z.string() }),
]);

export const openedRequest = z
  .strictObject({
    ...entry,
    contact: z
      .strictObject({ email: z.string().optional(), phone: z.string().optional() })
      .optional()
      .describe('Who asks; gone when the request is closed and the person has been told.')
      .meta({ examples: [{ email: 'kari.eksempel@example.test' }] }),
    shownBy: shownBy.optional().describe('By what the identity was shown.'),
    changes: z
      .array(
        z.strictObject({
          field: z.enum(contactFields),
          before: z.array(z.string()),
          after: z.string(),
        }),
      )
      .optional()
      .describe('Of a rectification: what is there, and what shall be.'),
    progress: z
      .array(
        z.strictObject({
          processor: processorId,
          state: z.enum(['waiting', 'done', 'nothing-held', 'exception']),
          since: instant,
        }),
      )
      .optional(),
    package: z
      .strictObject({ endsAt: instant })
      .optional()
      .describe('The copy of the data, while it is there.'),
    extension: z
      .strictObject({
        reason: z.enum(extensionReasonNames),
        on: z.iso.date(),
      })
      .optional(),
    toStaff: z
      .enum(['belongs-to-another', 'not-held', 'to-hand-over', 'new-address', 'address-changed'])
      .optional()
      .describe('Why the pipeline leaves it to staff.'),
    answer: z
      .strictObject({
        on: z.iso.date(),
        held: z.boolean().describe('Whether anything was held of the person at all.'),
        grounds: grounds.describe('On which a part is refused.'),
        exceptions: z.array(processorId).describe('Where somebody decided that data stays.'),
        note: z.string().optional(),
      })
      .optional(),
    locale: z.enum(locales).describe('The language in which the person is answered.'),
    proofAskedAt: instant.optional(),
    offers: z
      .array(z.enum(['verify', 'ask-for-proof', 'fulfil', 'extend', 'refuse', 'cancel']))
      .describe('What staff can do with it as it stands.'),
    extendableTo: z.iso.date().optional().describe('The last day that an extension would give.'),
  })
  .meta({ id: 'OpenedRequest', description: 'A request, with who asks.' });
