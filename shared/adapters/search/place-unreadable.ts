import type { StoredText } from '../../ports.ts';

/**
 * A place could not be read, so nothing is known of what lies in it. It says which, and the service's word for why;
 * the service's own message may quote the name of a blob or an id, and is left out.
 */
class PlaceUnreadable extends Error {
  override readonly name = 'PlaceUnreadable';
  constructor(place: string, fault: unknown) {
    super(`${place} could not be read: ${codeOf(fault)}`);
  }
}

/** The texts of a place. @throws PlaceUnreadable in the place of any fault. */
export async function* textsOf(
  place: string,
  read: () => AsyncIterable<StoredText>,
): AsyncGenerator<StoredText> {
  try {
    yield* read();
  } catch (fault) {
    throw fault instanceof PlaceUnreadable ? fault : new PlaceUnreadable(place, fault);
  }
}

function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  return 'code' in fault ? `${fault.name} ${String(fault.code)}` : fault.name;
}
