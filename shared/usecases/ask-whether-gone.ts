import type { ErasureDocument } from '../domain/document.ts';
import { entriesOf } from '../domain/recipient.ts';
import type { Connector, World } from '../ports.ts';

/** What processors say of what they deleted, by the place that each of them is: `processor/zendesk`. */
export type WhetherGone = Readonly<
  Record<'gone' | 'left' | 'cannot-tell' | 'unreachable', readonly string[]>
>;

/**
 * Asks every processor that said it is done and gave numbers of what it deleted. It is asked by those numbers:
 * nothing names the person to it again.
 */
export async function askWhetherGone(
  { connectors }: Pick<World, 'connectors'>,
  { recipients }: ErasureDocument,
): Promise<WhetherGone> {
  const asked = entriesOf(recipients).flatMap(([processor, { answer, references = [] }]) =>
    (answer === 'done' || answer === 'verified') && references.length > 0
      ? [{ processor, answer: answerOf(connectors[processor], references) }]
      : [],
  );
  const says: Record<keyof WhetherGone, string[]> = {
    gone: [],
    left: [],
    'cannot-tell': [],
    unreachable: [],
  };
  for (const { processor, answer } of asked) says[await answer].push(`processor/${processor}`);
  return says;
}

/** A fault of one processor is no fault of the search: the others are asked all the same, and it later. */
async function answerOf(connector: Connector, references: readonly string[]): Promise<keyof WhetherGone> {
  try {
    return await connector.verify(references);
  } catch {
    return 'unreachable';
  }
}
