import { parseDeadLetterAction } from '../domain/dead-letter-input.ts';
import type { Invalid } from '../domain/invalid.ts';
import type { World } from '../ports.ts';

export type DeadLetterReceipt = { readonly outcome: 'sent' | 'discarded' | 'absent' } | Invalid;

/**
 * Sends a message that was given up to where it was given up, or takes it away: a licence event that was refused has to
 * be mended by its sender. Whoever takes a message may take it twice, so to send one again does no harm.
 */
export async function actOnDeadLetter(
  { deadLetters, telemetry }: Pick<World, 'deadLetters' | 'telemetry'>,
  input: unknown,
): Promise<DeadLetterReceipt> {
  const parsed = parseDeadLetterAction(input);
  if (parsed.outcome === 'invalid') return parsed;
  const { action, ...letter } = parsed.value;
  const outcome =
    action === 'redrive' ? await deadLetters.redrive(letter) : await deadLetters.discard(letter);
  const { entity } = letter;
  if (outcome === 'sent') telemetry.event('dead-letter-settled', { entity, outcome: 'redriven' });
  if (outcome === 'discarded') telemetry.event('dead-letter-settled', { entity, outcome });
  return { outcome };
}
