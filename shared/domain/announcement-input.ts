import * as z from 'zod';
import { because } from './field.ts';
import { type Parsed, parse } from './invalid.ts';

export const announcementSchema = z.object(
  { policyVersion: z.iso.date(because('not-a-date')) },
  because('not-an-object'),
);

/** Reads `{policyVersion}`: the change to be announced, by its date. */
export function parseAnnouncement(input: unknown): Parsed<{ readonly policyVersion: string }> {
  return parse(announcementSchema, input);
}

const formSchema = announcementSchema.extend({ sure: z.literal('yes', because('missing')) });

/** Reads the form of the operations pages: it begins what cannot be stopped, so a box has to be ticked. */
export function parseAnnouncementForm(input: unknown): Parsed<{ readonly policyVersion: string }> {
  return parse(formSchema, input);
}
