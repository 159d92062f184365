import { Temporal } from 'temporal-polyfill';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { purposes } from '../../shared/policy/purposes.ts';
import type { World } from '../../shared/ports.ts';
import { rectifyPerson } from '../../shared/usecases/rectify-person.ts';
import { requestErasure } from '../../shared/usecases/request-erasure.ts';
import { suppressAddress } from '../../shared/usecases/suppress-address.ts';
import { withdrawConsent } from '../../shared/usecases/withdraw-consent.ts';
import { type Consenting, consentingOver } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';
import { copyOf, requestFor, shownText } from './packaged.ts';

let database: Database;
let world: World;
let people: Consenting;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  people = consentingOver(database);
  office = officeOver(database);
});
afterAll(() => database.stop());

describe('what others were told', () => {
  test('is in the copy: of an erasure, a correction and a withdrawal, with what each answered', async () => {
    const email = 'told@example.test';
    const about = await office.receive(email, { name: 'Before', submittedOn: '2025-01-01' });
    await people.join(email, { name: 'Before', company: 'One AS' });
    database.answers.set('zendesk', { answer: 'manual', because: 'by-hand' });
    database.answers.set('goto', { answer: 'done' });
    await rectifyPerson(world, { subjectId: about, corrections: { name: 'After' } });
    await withdrawConsent(world, { subjectId: about, by: 'one-click' });
    await requestErasure(world, { subjectId: about, cause: 'data-subject', select: () => true });
    await office.receive(email, { name: 'Again' });
    await database.deliver();
    database.answers.clear();
    const { json, html } = await copyOf(world, about);
    const { notices = [] } = json;
    expect(notices.map(({ kind, state }) => [kind, state])).toEqual([
      ['rectification', 'waiting'],
      ['withdrawal', expect.any(String)],
      ['erasure', 'waiting'],
    ]);
    const answersOf = (kind: string) => notices.find((notice) => notice['kind'] === kind)?.['recipients'];
    const said = (processor: string, answer: string) => expect.objectContaining({ processor, answer });
    const both = expect.arrayContaining([said('zendesk', 'manual'), said('goto', 'done')]);
    expect(answersOf('rectification')).toEqual(both);
    expect(answersOf('erasure')).toEqual(both);
    expect(answersOf('withdrawal')).toEqual(expect.arrayContaining([said('goto', 'done')]));
    expect(notices[2]).toMatchObject({ cause: 'data-subject', records: expect.any(Array) });
    expect(notices[0]).toMatchObject({ fields: ['name'] });
    expect(shownText(html)).toContain('Zendesk : gjøres for hånd,');
    expect(JSON.stringify(json)).not.toContain('Before');
  });
});

describe('a copy for somebody of whom nothing is held', () => {
  test('says so, and what data is used for all the same', async () => {
    const { json, html } = await copyOf(
      world,
      undefined,
      requestFor('access', { email: 'nobody@example.test' }),
    );
    expect(json.held).toBe(false);
    expect(json).not.toHaveProperty('subjectId');
    const lists = [
      'registrations',
      'licences',
      'consents',
      'objections',
      'holds',
      'disclosures',
      'notices',
      'history',
    ];
    expect(lists.map((list) => json[list as 'holds'])).toEqual(lists.map(() => []));
    expect(json.requests).toHaveLength(1);
    expect(json.processing?.['purposes']).toHaveLength(Object.keys(purposes).length);
    expect(shownText(html)).toContain('Vi har ingen opplysninger om deg.');
    expect(html).not.toContain('nobody@example.test');
  });

  test('to take along says so too', async () => {
    const { json, html } = await copyOf(world, undefined, requestFor('portability', { locale: 'en' }));
    expect(json).toMatchObject({ held: false, registrations: [], licences: [], consents: [] });
    expect(shownText(html)).toContain('We hold no data about you.');
  });

  test('says what the address is not used for, if we remember that', async () => {
    const email = 'remembered@example.test';
    await suppressAddress(world, { email, purposes: ['marketing'] });
    const { json } = await copyOf(world, undefined, requestFor('access', { email }));
    expect(json).toMatchObject({ held: false, objections: [{ purpose: 'marketing' }] });
  });
});

test('there is no package for another right', async () => {
  await expect(copyOf(world, undefined, requestFor('erasure'))).rejects.toThrow(
    'there is no package for erasure',
  );
});

test('a package ends after a fortnight, by the calendar in Norway', async () => {
  const at = Temporal.Instant.from('2027-03-20T12:00:00Z');
  const then: World = { ...world, clock: { ...world.clock, now: () => at } };
  const { endsAt, json } = await copyOf(then, undefined);
  // Summer time begins on 28 March.
  expect(endsAt).toBe('2027-04-03T11:00:00Z');
  expect(json).toMatchObject({ madeAt: '2027-03-20T12:00:00Z', endsAt });
});
