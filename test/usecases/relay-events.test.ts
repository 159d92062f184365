import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import type { SubjectDocument } from '../../shared/domain/document.ts';
import { event, type PrivacyEvent } from '../../shared/domain/event.ts';
import type { EventId, HoldId, SubjectId } from '../../shared/domain/id.ts';
import { relayEvents } from '../../shared/usecases/relay-events.ts';

const subjectId = 's' as SubjectId;

function told(id: string): PrivacyEvent {
  const at = Temporal.Instant.from('2026-11-22T10:00:00Z');
  const data = { holdId: 'h' as HoldId };
  return event('hold.released', { id: id as EventId, subject: subjectId, at, data });
}

/** A document as the feed brings it: nobody has looked whether it is one of ours. */
const document = (given: object) => ({ id: 'any', kind: 'event', subjectId, ...given }) as SubjectDocument;

test.each([
  ['that has none in it', {}],
  ['of nothing', { event: null }],
  ['without an id', { event: { ...told('lost'), id: undefined } }],
  ['of no type', { event: { ...told('lost'), type: 7 } }],
  ['that says nothing', { event: { ...told('lost'), data: undefined } }],
  ['that says null', { event: { ...told('lost'), data: null } }],
])(
  'a document that calls itself an event, %s, is counted and passed, and the others are handed on',
  async (_, broken) => {
    const published: PrivacyEvent[] = [];
    const counted: Record<string, object> = {};
    const world = {
      events: { publish: async (events: readonly PrivacyEvent[]) => void published.push(...events) },
      telemetry: { count: (name: string, properties: object) => void (counted[name] = properties) },
    };
    const [first, second] = [told('first'), told('second')];
    await relayEvents(world, [
      document({ event: first }),
      document(broken),
      document({ kind: 'subject' }),
      document({ event: second }),
    ]);
    expect(published).toEqual([first, second]);
    expect(counted).toEqual({ 'events-unreadable': { events: 1 }, 'events-relayed': { events: 2 } });
  },
);
