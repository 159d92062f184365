import { amqpMap, amqpString, described } from './amqp-encode.ts';
import { elementsOf, textAt } from './amqp-value.ts';
import { SECTION, sectionsOf } from './sections.ts';

/** Application properties by name, each value encoded. */
export type EncodedProperties = ReadonlyMap<string, Buffer>;

export const NO_PROPERTIES: EncodedProperties = new Map();

/** The bare message with these application properties added or replaced; every other byte stays as it was. */
export function withApplicationProperties(bare: Buffer, changes: EncodedProperties): Buffer {
  if (changes.size === 0) return bare;
  const sections = sectionsOf(bare);
  const own = sections.find((section) => section.code === SECTION.applicationProperties);
  const merged = new Map<string, Buffer>();
  const elements = own === undefined ? [] : elementsOf(bare, own.value);
  for (let index = 0; index + 1 < elements.length; index += 2) {
    const [key, value] = [elements[index], elements[index + 1]];
    const name = key && textAt(bare, key.start);
    if (name !== undefined && value !== undefined) merged.set(name, bare.subarray(value.start, value.end));
  }
  for (const [name, value] of changes) merged.set(name, value);

  const items = [...merged].flatMap(([name, value]) => [amqpString(name), value]);
  const section = described(SECTION.applicationProperties, amqpMap(items.length, items));
  const before = own?.start ?? sections.find((candidate) => candidate.code > SECTION.properties)?.start;
  const after = own?.end ?? before;
  return Buffer.concat([
    bare.subarray(0, before ?? bare.length),
    section,
    bare.subarray(after ?? bare.length),
  ]);
}
