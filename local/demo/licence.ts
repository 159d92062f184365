import { eventually, expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { endOf } from './moments.ts';
import { person } from './person.ts';
import type { ProductClient } from './product-client.ts';

export const LICENCE_ID = 'LICENCE-1';

/** A CloudEvent as the licence system sends it. */
function licenceEvent(name: 'issued' | 'terminated', data: object) {
  return {
    specversion: '1.0',
    id: `${LICENCE_ID}-${name}`,
    source: 'https://licences.example.test',
    type: `works.contracting.licence.${name}.v1`,
    data: { licenceId: LICENCE_ID, ...data },
  };
}

export async function licenceIssued({ product }: StoryContext): Promise<string> {
  await product.sendWithKey('/api/licence-events', licenceEvent('issued', { contact: person }));
  const eraseAfter = await eraseAfterOfLicence(product);
  expectThat('a licence without an end', eraseAfter === null, eraseAfter);
  return '202. Kept while the licence is active: no end is set.';
}

export async function licenceEnds({ product, days, events }: StoryContext): Promise<string> {
  await product.sendToQueue(licenceEvent('terminated', { endedOn: days.licenceEnd }));
  const eraseAfter = await eventually(
    'the licence to get an end',
    async () => (await eraseAfterOfLicence(product)) ?? undefined,
  );
  const due = endOf(days.licenceKept);
  expectThat(`the licence to be due at ${due}`, eraseAfter === due, eraseAfter);
  await events.received('licence.terminated', 1);
  return `Three months from today: kept through ${days.licenceKept}.`;
}

/** Undefined: there is no licence. */
async function eraseAfterOfLicence(product: ProductClient): Promise<string | null | undefined> {
  const subjects = await product.lookUp({ email: person.email });
  const records = subjects.flatMap((subject) => subject.records);
  return records.find(({ kind }) => kind === 'licence')?.eraseAfter;
}
