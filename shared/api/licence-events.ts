import * as z from 'zod';
import { cloudEventSchema } from '../domain/cloud-event.ts';
import { licenceEventData } from '../domain/licence-event.ts';

type LicenceEventType = keyof typeof licenceEventData;

/** What is to be said of each; what its data has to be, the domain says. */
const kinds: Readonly<
  Record<LicenceEventType, { readonly id: string; readonly says: string; readonly example: object }>
> = {
  'works.contracting.licence.issued.v1': {
    id: 'LicenceIssued',
    says: 'A licence has a contact person, or another one, or other details.',
    example: {
      licenceId: '4711',
      contact: { name: 'Kari Eksempel', email: 'kari.eksempel@example.test' },
      retentionAfterEnd: 'P6M',
    },
  },
  'works.contracting.licence.terminated.v1': {
    id: 'LicenceTerminated',
    says: 'A licence agreement has ended, or will end, on a day.',
    example: { licenceId: '4711', endedOn: '2027-06-30' },
  },
  'works.contracting.licence.reinstated.v1': {
    id: 'LicenceReinstated',
    says: 'A licence goes on after all.',
    example: { licenceId: '4711' },
  },
};

/** The events that the licence system may send: envelope and data of each type, with an example. */
export const licenceEvents = (Object.keys(kinds) as LicenceEventType[]).map((type) => {
  const { id, says, example } = kinds[type];
  return {
    type,
    id,
    says,
    schema: cloudEventSchema
      .extend({ type: z.literal(type), data: licenceEventData[type] })
      .omit({ data_base64: true })
      .describe(says),
    example: {
      specversion: '1.0',
      id: `4711-${id}`,
      source: 'https://licences.example.test',
      type,
      time: '2026-11-22T09:00:00Z',
      data: example,
    },
  };
});

const inBase64 = cloudEventSchema
  .omit({ data: true })
  .extend({ type: z.enum(licenceEvents.map(({ type }) => type)), data_base64: z.base64() })
  .meta({
    id: 'LicenceEventInBase64',
    description: 'The same, its data as JSON in base64 (CloudEvents JSON §3.1.1).',
  });

/** One of them, as HTTP takes it. */
export const incomingLicenceEvent = z.union([
  ...licenceEvents.map(({ id, schema }) => schema.meta({ id })),
  inBase64,
]);
