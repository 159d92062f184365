import type { PersonFile } from '../../shared/domain/person-file.ts';
import { eventually, expectThat } from './check.ts';
import type { StoryContext } from './context.ts';

type Erasure = PersonFile['erasures'][number];

/** The erasure of her forms: the last one requested. It is there when no address leads to her any more. */
export async function erasureOfHerForms({
  product,
  notes,
}: Pick<StoryContext, 'product' | 'notes'>): Promise<Erasure> {
  expectThat('her file to be known by its id', notes.subjectId !== undefined, 'no id');
  const [file] = await product.lookUp({ subjectId: notes.subjectId });
  const last = file?.erasures.toSorted((one, other) => (one.requestedAt < other.requestedAt ? 1 : -1))[0];
  expectThat('an erasure in her file', last !== undefined, file);
  return last;
}

export function waitForErasure(
  context: Pick<StoryContext, 'product' | 'notes'>,
  expected: string,
  isSo: (erasure: Erasure) => boolean,
): Promise<Erasure> {
  return eventually(`the erasure to be ${expected}`, async () => {
    const erasure = await erasureOfHerForms(context);
    return isSo(erasure) ? erasure : undefined;
  });
}
