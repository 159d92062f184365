import { type Signal, type SignalName, signals } from '../../policy/signals.ts';

/** What may be sent of what was said. */
export interface Listed {
  readonly words: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, number>>;
  /** How many properties said something that the list does not have; they are left out. */
  readonly unlisted: number;
}

/**
 * Holds what was said against the allow-list, once more than the types do: what a property says comes from data. Nothing
 * but the list's own words and finite numbers gets through.
 */
export function listed(name: SignalName, said: Readonly<Record<string, unknown>>): Listed {
  const signal: Signal = signals[name];
  const words: Record<string, string> = {};
  const numbers: Record<string, number> = {};
  let unlisted = 0;
  for (const [property, value] of Object.entries(said)) {
    if (value === undefined) continue;
    if (typeof value === 'number' && Number.isFinite(value) && Object.hasOwn(signal.numbers, property)) {
      numbers[property] = value;
    } else if (typeof value === 'string' && isWord(signal, property, value)) {
      words[property] = value;
    } else {
      unlisted += 1;
    }
  }
  return { words, numbers, unlisted };
}

function isWord({ words }: Signal, property: string, value: string): boolean {
  return Object.hasOwn(words, property) && words[property]?.includes(value) === true;
}
