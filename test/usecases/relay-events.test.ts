import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { timestamp } from '../../shared/domain/calendar.ts';
import type { SubjectDocument } from '../../shared/domain/document.ts';
import { event, type PrivacyEvent } from '../../shared/domain/event.ts';
import { heartbeatsAt } from '../../shared/domain/heartbeat.ts';
import type { EventId, HoldId, SubjectId } from '../../shared/domain/id.ts';
import { heartbeatPartitions } from '../../shared/policy/signals.ts';
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
      { signal: 'events-relayed', events: 2 },
      { signal: 'events-unreadable', events: 1 },
    ]);
  },
);

test('what is unreadable is counted once, however often its batch comes until the topic takes it', async () => {
  const { world, said } = relay();
  const batch = [document({ event: told('first') }), document({ event: null })];
  const away = { ...world, events: { publish: () => Promise.reject(new Error('away')) } };
  for (const _ of [1, 2, 3]) await expect(relayEvents(away, batch)).rejects.toThrow('away');
  await relayEvents(world, batch);
  expect(said.filter(({ signal }) => signal === 'events-unreadable')).toEqual([
    { signal: 'events-unreadable', events: 1 },
  ]);
});

describe('the lag of the relay', () => {
  const beatsAgo = (seconds: number) => heartbeatsAt(at.subtract({ milliseconds: seconds * 1000 }));
  /** Those of one partition. */
  const lagAt = (partition: string, seconds: number) => ({ signal: 'relay-lag', partition, seconds });
  const [one = '', other = '', ...rest] = heartbeatPartitions;
  const beatAgo = (seconds: number, partition = one) =>
    beatsAgo(seconds).filter((beat) => beat.subjectId === partition);

  test('is told of each heartbeat that comes out of the feed', async () => {
    const { world, said } = relay();
    await relayEvents(world, beatsAgo(7.25));
    expect(heartbeatPartitions).toHaveLength(16);
    expect(said).toEqual(heartbeatPartitions.map((partition) => lagAt(partition, 7.25)));
  });

  test('is told once the topic has the events that came with it', async () => {
    const { world, published, said } = relay();
    await relayEvents(world, [document({ event: told('first') }), ...beatAgo(90)]);
    expect(published.map(({ id }) => id)).toEqual(['first']);
    expect(said).toEqual([{ signal: 'events-relayed', events: 1 }, lagAt(one, 90)]);
  });

  test('is that of the newest of a partition, and never negative where two clocks disagree', async () => {
    const { world, said } = relay();
    await relayEvents(world, [...beatAgo(600), ...beatAgo(20), ...beatAgo(320)]);
    await relayEvents(world, beatAgo(-3));
    expect(said).toEqual([lagAt(one, 20), lagAt(one, 0)]);
  });

  test('of a partition that is behind is not hidden by one that is not', async () => {
    const { world, said } = relay();
    await relayEvents(world, [...beatAgo(1), ...beatAgo(900, other)]);
    expect(said).toEqual([lagAt(one, 1), lagAt(other, 900)]);
  });

  test('is not told of the partitions whose heartbeats do not come: their lease is stuck', async () => {
    const { world, said } = relay();
    for (const partition of rest) await relayEvents(world, beatAgo(2, partition));
    expect(said.map(({ partition }) => partition)).toEqual(rest);
  });

  test('is not told while the topic does not take what came with it', async () => {
    const { world, said } = relay();
    const away = { ...world, events: { publish: () => Promise.reject(new Error('away')) } };
    const batch = [...beatAgo(1), document({ event: told('first') })];
    await expect(relayEvents(away, batch)).rejects.toThrow('away');
    expect(said).toEqual([]);
  });

  test.each([
    [one, ''],
    [one, 'soon'],
    [one, undefined],
    ['elsewhere', timestamp(at)],
  ])('is not told of a heartbeat in %s that says %j', async (partition, text) => {
    const { world, said } = relay();
    await relayEvents(world, [document({ kind: 'heartbeat', subjectId: partition, at: text })]);
    expect(said).toEqual([]);
  });
});
