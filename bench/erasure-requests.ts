import { startDatabase } from '../test/usecases/database.ts';
import { costOfErasure, type ErasureCost } from '../test/usecases/erasure-cost.ts';
import type { Measurement, Row } from './measurement.ts';
import { count } from './number-text.ts';

const people = [
  { erased: 'a licence, no registration', registrations: 0 },
  { erased: '3 registrations', registrations: 3 },
  { erased: '50 registrations', registrations: 50 },
] as const;

/** What one erasure asks of Cosmos DB and of Service Bus: counts, the same on every machine. */
export const erasureRequests: Measurement = {
  name: 'erasure-requests',
  work: 'One erasure at a time through the use cases over the SDK, each step by itself, of a person with an e-mail address of whom no processor holds anything: requests to Cosmos DB and messages to the topic, from the sweep until the erasure is completed.',
  async run() {
    const database = await startDatabase();
    try {
      await costOfErasure(database, { email: 'warm-up@example.com', registrations: 1 });
      const rows: Row[] = [];
      for (const { erased, registrations } of people) {
        const email = `${registrations}@example.com`;
        rows.push(rowOf(erased, await costOfErasure(database, { email, registrations })));
      }
      return {
        rows,
        findings: [
          'The last answer completes the erasure: the dossier goes, the address, then the word that it is completed.',
          'The sweep with the question who is due, which a hundred people share. The relay and the change feed are not counted: they take events of many erasures at once.',
        ],
      };
    } finally {
      await database.stop();
    }
  },
};

function rowOf(erased: string, { sweep, answers, messages }: ErasureCost): Row {
  const others = answers.slice(0, -1);
  const [last = 0] = answers.slice(-1);
  const each = new Set(others);
  const messagesOf = (...names: readonly string[]) =>
    names.reduce((sum, name) => sum + (messages[name] ?? 0), 0);
  return {
    erased,
    sweep: count(sweep),
    'each answer': [...each].join(' or '),
    'last answer': count(last),
    requests: count(answers.reduce((sum, requests) => sum + requests, sweep)),
    'registration.erased': count(messagesOf('registration.erased')),
    'processor.notified': count(messagesOf('processor.notified')),
    'processor.answered': count(messagesOf('processor.answered')),
    'erasure.*': count(messagesOf('erasure.requested', 'erasure.started', 'erasure.completed')),
    messages: count(messagesOf(...Object.keys(messages))),
  };
}
