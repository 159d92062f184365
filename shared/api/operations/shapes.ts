import * as z from 'zod';
import { contactFields } from '../../domain/contact.ts';
import { processorIds } from '../../policy/processors.ts';
import { refusalGroundNames, rightNames } from '../../policy/rights.ts';

// Parts of answers that several calls have.

/** A UTC instant. */
export const instant = z.iso.datetime();

const twoIds = '7c1d5b0e-52f4-4d0c-9a3f-3f0e6d1c2b4a.0b9c8d7e-6f5a-4b3c-9d2e-1f0a9b8c7d6e';

/** `<subject id>.<UUID>`. */
export const holdId = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/)
  .meta({ examples: [twoIds] });

/** `<subject id>.<notice id>.<processor>`. */
export const taskId = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}\.[a-z-]+$/)
  .meta({ examples: [`${twoIds}.zendesk`] });

/** A registration by its id, a licence by its key, a consent by its purpose. */
export const recordId = z.string().meta({ examples: ['0b9c8d7e-6f5a-4b3c-9d2e-1f0a9b8c7d6e'] });

export const processorId = z.enum(processorIds);

/** The names of fields: which data there is, never what it says. */
export const fieldNames = z.array(z.enum(contactFields));

/** A sentence in both languages. */
export const bothLanguages = z.strictObject({ nb: z.string(), en: z.string() });

export const rightName = z.enum(rightNames);

export const grounds = z.array(z.enum(refusalGroundNames));

/** One record, named without saying anything of the person. */
export const recordReference = z.strictObject({
  kind: z.enum(['registration', 'licence', 'consent']),
  id: recordId,
});
