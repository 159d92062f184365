import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { SubjectDocument } from '../../shared/domain/document.ts';
import { event, type PrivacyEvent } from '../../shared/domain/event.ts';
import { heartbeatAt } from '../../shared/domain/heartbeat.ts';
import type { EventId, HoldId, SubjectId } from '../../shared/domain/id.ts';
import { relayEvents } from '../../shared/usecases/relay-events.ts';
import { recordingTelemetry } from '../telemetry-double.ts';

const subjectId = 's' as SubjectId;
const at = Temporal.Instant.from('2026-11-22T10:00:00Z');

function told(id: string): PrivacyEvent {
  const data = { holdId: 'h' as HoldId };
  return event('hold.released', { id: id as EventId, subject: subjectId, at, data });
}

/** A document as the feed brings it: nobody has looked whether it is one of ours. */
const document = (given: object) => ({ id: 'any', kind: 'event', subjectId, ...given }) as SubjectDocument;

/** A relay at `at`, what it has published, and what operations were told. */
function relay() {
  const published: PrivacyEvent[] = [];
  const telemetry = recordingTelemetry();
  const world = {
    clock: { now: () => at, pause: async () => {} },
    events: { publish: async (events: readonly PrivacyEvent[]) => void published.push(...events) },
    telemetry,
  };
  return { world, published, said: telemetry.said };
}

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
    const { world, published, said } = relay();
    const [first, second] = [told('first'), told('second')];
    await relayEvents(world, [
      document({ event: first }),
      document(broken),
      document({ kind: 'subject' }),
      document({ event: second }),
    ]);
    expect(published).toEqual([first, second]);
    expect(said).toEqual([
      { signal: 'events-unreadable', events: 1 },
      { signal: 'events-relayed', events: 2 },
    ]);
  },
);

describe('the lag of the relay', () => {
  const beatAgo = (seconds: number) => heartbeatAt(at.subtract({ milliseconds: seconds * 1000 }));

  test('is told of a heartbeat that comes out of the feed, with nothing else or among events', async () => {
    const { world, published, said } = relay();
    await relayEvents(world, [beatAgo(7.25)]);
    await relayEvents(world, [document({ event: told('first') }), beatAgo(90)]);
    expect(published.map(({ id }) => id)).toEqual(['first']);
    expect(said).toEqual([
      { signal: 'relay-lag', seconds: 7.25 },
      { signal: 'events-relayed', events: 1 },
      { signal: 'relay-lag', seconds: 90 },
    ]);
  });

  test('is that of the newest of several, and never negative where two clocks disagree', async () => {
    const { world, said } = relay();
    await relayEvents(world, [beatAgo(600), beatAgo(20), beatAgo(320)]);
    await relayEvents(world, [beatAgo(-3)]);
    expect(said).toEqual([
      { signal: 'relay-lag', seconds: 20 },
      { signal: 'relay-lag', seconds: 0 },
    ]);
  });

  test('is not told while the topic does not take what came with it', async () => {
    const { world, said } = relay();
    const away = { ...world, events: { publish: () => Promise.reject(new Error('away')) } };
    await expect(relayEvents(away, [beatAgo(1), document({ event: told('first') })])).rejects.toThrow('away');
    expect(said).toEqual([]);
  });

  test.each(['', 'soon', undefined])('is not told of a heartbeat that says %j', async (text) => {
    const { world, said } = relay();
    await relayEvents(world, [document({ kind: 'heartbeat', at: text })]);
    expect(said).toEqual([]);
  });
});
