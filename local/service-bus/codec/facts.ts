import { type AmqpScalar, elementsOf, scalarAt, textAt } from './amqp-value.ts';
import { PROPERTY_FIELDS, type PropertyField, SECTION, sectionsOf } from './sections.ts';

/** What rules look at. */
export interface MessageFacts {
  /** System properties by the lower-case name a filter gives them (`sys.` left out). */
  readonly system: ReadonlyMap<string, AmqpScalar>;
  /** Application properties by lower-case name: filters ignore the case of property names. */
  readonly user: ReadonlyMap<string, AmqpScalar>;
}

/** The system properties a filter may name, and where AMQP keeps them. */
export const SYSTEM_PROPERTIES: Readonly<Record<string, PropertyField>> = {
  messageid: 'message-id',
  correlationid: 'correlation-id',
  to: 'to',
  replyto: 'reply-to',
  label: 'subject',
  contenttype: 'content-type',
  sessionid: 'group-id',
  replytosessionid: 'reply-to-group-id',
};

const NAMES_BY_FIELD = new Map(
  Object.entries(SYSTEM_PROPERTIES).map(([name, field]): [PropertyField, string] => [field, name]),
);

export function factsOf(bare: Buffer): MessageFacts {
  const system = new Map<string, AmqpScalar>();
  const user = new Map<string, AmqpScalar>();
  for (const section of sectionsOf(bare)) {
    if (section.code === SECTION.properties) {
      for (const [index, element] of elementsOf(bare, section.value).entries()) {
        const field = PROPERTY_FIELDS[index];
        const name = field && NAMES_BY_FIELD.get(field);
        const value = scalarAt(bare, element.start);
        if (name !== undefined && value !== null) system.set(name, value);
      }
    }
    if (section.code === SECTION.applicationProperties) {
      const elements = elementsOf(bare, section.value);
      for (let index = 0; index + 1 < elements.length; index += 2) {
        const [key, value] = [elements[index], elements[index + 1]];
        const name = key && textAt(bare, key.start);
        if (name !== undefined && value !== undefined) {
          user.set(name.toLowerCase(), scalarAt(bare, value.start));
        }
      }
    }
  }
  return { system, user };
}
