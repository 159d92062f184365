import { describe, expect, test } from 'vitest';
import serviceBus from '../../infra/service-bus.json' with { type: 'json' };
import { blobPlaces } from '../../shared/adapters/search/blobs.ts';
import { documentPlaces } from '../../shared/adapters/search/documents.ts';
import { messagePlaces } from '../../shared/adapters/search/messages.ts';
import { listed } from '../../shared/adapters/telemetry/listed.ts';
import { isClosed, requestStates } from '../../shared/domain/request.ts';
import { entities, type Signal, signals, storeKinds } from '../../shared/policy/signals.ts';
import { recordingTelemetry } from '../telemetry-double.ts';

const all: readonly (readonly [string, Signal])[] = Object.entries(signals);

describe('the list of what operations see', () => {
  test.each(all)(
    '%s has a plain name, and says what it tells in one sentence',
    (name, { tells, words, numbers }) => {
      expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(tells).toMatch(/^[A-Z].*[a-z]\.$/);
      for (const said of Object.values(words).flat()) expect(said).toMatch(/^[a-z]+([-/][a-z]+)*(-\d+)?$/);
      for (const property of [...Object.keys(words), ...Object.keys(numbers)])
        expect(property).toMatch(/^[a-z]+([A-Z][a-z]+)*$/);
    },
  );

  test('has no property with which somebody could be named', () => {
    const properties = new Set(
      all.flatMap(([, { words, numbers }]) => [...Object.keys(words), ...Object.keys(numbers)]),
    );
    expect(
      [...properties].filter((property) =>
        /id|name|mail|phone|address|subject(?!s)|person|key/i.test(property),
      ),
    ).toEqual(['withoutAddress']);
  });

  test('names every queue and subscription that there is', () => {
    const there = serviceBus.UserConfig.Namespaces.flatMap(({ Queues, Topics }) => [
      ...Queues.map(({ Name }) => Name),
      ...Topics.flatMap(({ Name, Subscriptions }) => Subscriptions.map((each) => `${Name}/${each.Name}`)),
    ]);
    expect(entities.toSorted()).toEqual(there.toSorted());
  });

  test('names every kind of store in which a search looks', () => {
    const places = [...documentPlaces, ...messagePlaces, ...blobPlaces, 'processor/zendesk'];
    expect(new Set(places.map((place) => place.split('/')[0]))).toEqual(new Set(storeKinds));
  });

  test('names every end of a request', () => {
    expect(signals['request-closed'].words.state).toEqual(requestStates.filter(isClosed));
  });
});

describe('what is not on the list', () => {
  test.each([
    ['another word', { channel: 'kari@example.test' }, 1],
    ['another property', { channel: 'newsletter', name: 'Kari' }, 1],
    ['a number for a word', { channel: 7 }, 1],
    ['a property of every object', { channel: 'newsletter', constructor: 'x', __proto__: null }, 1],
  ])('is left out, and counted: %s', (_, said, unlisted) => {
    const part = listed('registration-received', said);
    expect(part.unlisted).toBe(unlisted);
    expect(Object.values(part.words).filter((word) => word !== 'newsletter')).toEqual([]);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, '3'])(
    'is left out, and counted, as a number: %s',
    (records) => {
      expect(listed('disclosure-recorded', { records })).toEqual({ words: {}, numbers: {}, unlisted: 1 });
    },
  );

  test('is refused by the types', () => {
    const telemetry = recordingTelemetry();
    // @ts-expect-error no such name
    telemetry.event('mail-read', {});
    // @ts-expect-error a count is no event
    telemetry.event('events-relayed', { events: 1 });
    // @ts-expect-error no such word
    telemetry.event('registration-received', { channel: 'kari@example.test' });
    // @ts-expect-error no such property
    telemetry.event('registration-received', { channel: 'newsletter', email: 'kari@example.test' });
    // @ts-expect-error a word is missing
    telemetry.event('lookup-made', { by: 'staff' });
    expect(telemetry.said).toHaveLength(5);
  });
});
