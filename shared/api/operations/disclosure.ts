import * as z from 'zod';
import { fieldNames, holdId, instant, recordReference } from './shapes.ts';

/** What was handed to a public authority. */
export const disclosure = z.strictObject({
  disclosureId: holdId,
  subjectId: z.uuid(),
  authority: z.string(),
  legalBasis: z.string().describe('The law, order or regulation that obliges.'),
  reference: z.string().describe("The authority's own number."),
  records: z.array(recordReference),
  fields: fieldNames,
  disclosedOn: z.iso.date(),
  recordedAt: instant,
});
