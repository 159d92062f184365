import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Contact } from '../../shared/domain/contact.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import { consentTexts } from '../../shared/policy/consent-texts.ts';
import { processors } from '../../shared/policy/processors.ts';
import { purposes } from '../../shared/policy/purposes.ts';
import { register } from '../../shared/policy/register.ts';
import { retention } from '../../shared/policy/retention.ts';
import { rights } from '../../shared/policy/rights.ts';
import type { World } from '../../shared/ports.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { recordDisclosure } from '../../shared/usecases/record-disclosure.ts';
import { suppressAddress } from '../../shared/usecases/suppress-address.ts';
import { type Consenting, consentingOver } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';
import { copyOf, type Packaged, requestFor, shownText } from './packaged.ts';

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

const instant = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
const uuid = expect.stringMatching(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/);

/** Every text in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

async function issue(licenceId: string, contact: Contact, retentionAfterEnd?: string) {
  const licence = { id: `issue ${licenceId}`, source: '/licences', licenceId, timed: true } as const;
  const at = '2024-01-02T11:00:00.000Z';
  await receiveLicenceEvent(world, { ...licence, name: 'issued', at, contact, retentionAfterEnd });
}

describe('a copy of the data', () => {
  const email = 'åse.holm@example.test';
  const kari = { name: 'Åse Holm', company: 'Holm & Sønn AS', email, phone: '+4722334455' };
  let about: SubjectId;
  let copy: Packaged;
  let page: string;

  beforeAll(async () => {
    about = await office.receive(email, {
      ...kari,
      channel: 'profile',
      locale: 'en',
      policyVersion: '2021-02-19',
      submittedOn: '2026-02-28',
    });
    await people.join(email, { name: kari.name, channel: 'contact-form' });
    await issue('NB-2024-118', kari, 'P6M');
    await issue('NB-2020-007', { email });
    await office.endLicence('NB-2020-007', '2026-11-10');
    await suppressAddress(world, { email, purposes: ['usage-analysis'] });
    const hold = { reason: 'A claim about an invoice', authority: 'Oslo tingrett', reviewOn: '2027-03-01' };
    const [registration] = (await copyOf(world, about)).json.registrations ?? [];
    await placeHold(world, {
      subjectId: about,
      recordId: String(registration?.['id']),
      restricts: true,
      ...hold,
    });
    await recordDisclosure(world, {
      subjectId: about,
      authority: 'Økokrim',
      legalBasis: 'Straffeprosessloven § 210',
      reference: '26-1234',
      records: [String(registration?.['id'])],
      fields: ['name', 'email'],
      disclosedOn: '2026-11-20',
    });
    const request = requestFor('access', { email, locale: 'nb' });
    const { json, html } = await copyOf(world, about, request);
    copy = json;
    page = shownText(html);
  });

  test('has each registration with every value, how it came, and until when it is kept', () => {
    expect(copy.registrations).toEqual([
      {
        id: uuid,
        contact: kari,
        channel: 'profile',
        marketing: false,
        policyVersion: '2021-02-19',
        locale: 'en',
        submittedOn: '2026-02-28',
        receivedAt: instant,
        eraseAfter: '2031-02-28T23:00:00Z',
      },
      {
        id: uuid,
        contact: { name: kari.name, email },
        channel: 'contact-form',
        marketing: true,
        locale: 'nb',
        submittedOn: '2026-11-22',
        receivedAt: instant,
        eraseAfter: '2031-11-22T23:00:00Z',
      },
    ]);
  });

  test('has each licence with its contact person, and what was agreed', () => {
    const key = expect.stringMatching(/^licence:1:[\w-]{43}$/);
    const licence = { id: key, issuedAt: instant, issuedOn: '2024-01-02', receivedAt: instant };
    expect(copy.licences).toEqual([
      {
        ...licence,
        issuedAt: '2024-01-02T11:00:00.000Z',
        licenceId: 'NB-2024-118',
        contact: kari,
        retentionAfterEnd: 'P6M',
        endedOn: null,
        eraseAfter: null,
      },
      {
        ...licence,
        issuedAt: '2024-01-02T11:00:00.000Z',
        licenceId: 'NB-2020-007',
        contact: { email },
        endedOn: '2026-11-10',
        endedAt: '2026-11-10T23:00:00.000Z',
        eraseAfter: '2027-02-10T23:00:00Z',
      },
    ]);
  });

  test('has the consent with its evidence: every act, how it came about, and the text word for word', () => {
    const { version, nb } = consentTexts.marketing;
    expect(copy.consents).toEqual([
      {
        id: 'consent:marketing',
        purpose: 'marketing',
        state: 'given',
        since: instant,
        contact: { name: kari.name, email },
        locale: 'nb',
        acts: [
          { state: 'requested', by: 'ticked-box', at: instant, channel: 'contact-form', locale: 'nb' },
          {
            state: 'given',
            by: 'confirmation-page',
            at: instant,
            policyVersion: '2021-02-19',
            text: { version, words: nb },
            locale: 'nb',
          },
        ],
        eraseAfter: instant,
      },
    ]);
    expect(page).toContain(nb);
  });

  test('says what the address is not used for', () => {
    expect(copy.objections).toEqual([{ purpose: 'usage-analysis', since: instant }]);
    expect(page).toContain(`${purposes['usage-analysis'].title.nb}, siden`);
  });

  test('says so too to whoever asks by phone, and for whom staff ask', async () => {
    const asked = [
      { ...requestFor('access'), contact: { phone: kari.phone } },
      { ...requestFor('access'), contact: { email: 'writes-from-elsewhere@example.test' } },
    ];
    for (const request of asked) {
      const { json } = await copyOf(world, about, request);
      expect(json.objections).toEqual([{ purpose: 'usage-analysis', since: instant }]);
    }
  });

  test('says what must be kept, who says so and until when that holds', () => {
    const recordId = copy.registrations?.[0]?.['id'];
    const hold = { reason: 'A claim about an invoice', authority: 'Oslo tingrett', reviewOn: '2027-03-01' };
    const id = expect.stringContaining(about);
    expect(copy.holds).toEqual([{ id, recordId, restricts: true, placedAt: instant, ...hold }]);
  });

  test('says what an authority was given, on what ground, and which data of which record', () => {
    expect(copy.disclosures).toEqual([
      {
        id: expect.stringContaining(about),
        authority: 'Økokrim',
        legalBasis: 'Straffeprosessloven § 210',
        reference: '26-1234',
        disclosedOn: '2026-11-20',
        recordedAt: instant,
        records: [{ kind: 'registration', id: copy.registrations?.[0]?.['id'] }],
        fields: ['name', 'email'],
      },
    ]);
  });

  test('has the request itself, without the address that it was made from', () => {
    expect(copy.requests).toEqual([
      {
        id: copy.requestId,
        right: 'access',
        state: 'in-progress',
        by: 'person',
        receivedOn: '2026-11-22',
        dueOn: '2026-12-22',
        identity: { shown: 'link', at: '2026-11-22T09:05:00Z' },
      },
    ]);
  });

  test('has the log: what happened and when, never what the data is', () => {
    const events = (copy.history ?? []).map(({ event }) => event);
    expect(events).toEqual([
      'registration.received',
      'registration.received',
      'consent.requested',
      'consent.given',
      'licence.issued',
      'licence.issued',
      'licence.terminated',
      'hold.placed',
      'disclosure.recorded',
    ]);
    expect(copy.history?.every((entry) => Object.keys(entry).join() === 'at,event')).toBe(true);
  });

  test('says how much there is and until when', () => {
    expect(copy.held).toBe(true);
    expect(copy.records).toEqual({
      registrations: {
        count: 2,
        firstEnd: '2031-02-28T23:00:00Z',
        lastEnd: '2031-11-22T23:00:00Z',
        withoutEnd: 0,
      },
      licences: {
        count: 2,
        firstEnd: '2027-02-10T23:00:00Z',
        lastEnd: '2027-02-10T23:00:00Z',
        withoutEnd: 1,
      },
      consents: { count: 1, firstEnd: instant, lastEnd: instant, withoutEnd: 0 },
    });
    expect(copy.besides).toEqual({ holds: 1, disclosures: 1, notices: 0, requests: 1 });
    expect(page).toContain('2 Registreringer slettes fra 1. mars 2031 til 23. november 2031');
    expect(page).toContain('1 i bruk: slettes etter at avtalen er slutt; resten slettes 11. februar 2027');
  });

  test('says what Art. 15(1) and (2) ask for, as the register has it', () => {
    const { processing = {} } = copy;
    const idsOf = (list: string) => processing[list]?.map(({ id }) => id);
    expect(idsOf('purposes')).toEqual(Object.keys(purposes));
    expect(idsOf('recipients')).toEqual(Object.keys(processors));
    expect(processing['periods']?.map(({ of, period }) => [of, period])).toEqual(
      expect.arrayContaining(Object.entries(retention).map(([of, { period }]) => [of, period])),
    );
    expect(processing['rights']?.map(({ right }) => right)).toEqual(Object.keys(rights));
    expect(processing['complaint']).toMatchObject({ authority: register.controller.authority });
    expect(processing['automatedDecisions']).toBe(false);
    for (const { name, nb } of Object.values(processors)) {
      const { service, country, transferBasis, agreement } = nb;
      const said = processing['recipients']?.find((recipient) => recipient['name'] === name);
      expect(said).toMatchObject({ service, country, transferBasis, agreement });
      for (const words of [name, service, country, transferBasis, agreement]) expect(page).toContain(words);
    }
    for (const { title } of Object.values(purposes)) expect(page).toContain(title.nb);
    for (const { title } of Object.values(retention)) expect(page).toContain(title.nb);
  });

  test('shows in the document every value that the file has of the person', () => {
    const { registrations, licences, holds, disclosures } = copy;
    const contacts = [...(registrations ?? []), ...(licences ?? [])].map(({ contact }) => contact);
    const stated = (holds ?? []).concat(disclosures ?? []).map((entry) => {
      const { reason, authority, legalBasis, reference } = entry;
      return [reason, authority, legalBasis, reference];
    });
    const ids = [registrations, licences, holds, disclosures].flatMap((list = []) =>
      list.map(({ id }) => id),
    );
    const numbers = (licences ?? []).map(({ licenceId }) => licenceId);
    const values = textsIn([contacts, stated, ids, numbers]);
    expect(values.length).toBeGreaterThan(20);
    expect(values.filter((value) => !page.includes(value))).toEqual([]);
  });

  test('tells nobody what serves the pipeline only', () => {
    expect(textsIn(copy).filter((text) => text.startsWith('email:') || text.startsWith('phone:'))).toEqual(
      [],
    );
    expect(JSON.stringify(copy)).not.toMatch(/"(salt|_etag|etag|ttl|chaseAt|dossier|references|nonce)"/);
  });

  test('is in the language of the request', async () => {
    const { json, html } = await copyOf(world, about, requestFor('access', { email, locale: 'en' }));
    expect(json.locale).toBe('en');
    expect(html).toContain('<html lang="en">');
    expect(shownText(html)).toContain('Everything we hold about you');
    expect(json.processing?.['purposes']?.map(({ title }) => title)).toContain('Market news');
  });

  test('to take along has what the person gave, and the consents, and nothing else', async () => {
    const { json, html } = await copyOf(world, about, requestFor('portability', { email }));
    expect(json).toMatchObject({ right: 'portability', contains: 'what-was-provided', held: true });
    expect(json.registrations).toEqual(copy.registrations);
    expect(json.licences).toEqual(copy.licences);
    expect(json.consents).toEqual(copy.consents);
    const others = ['objections', 'holds', 'disclosures', 'notices', 'requests', 'history', 'processing'];
    expect(others.filter((part) => part in json)).toEqual([]);
    expect(html).not.toContain('Økokrim');
    expect(shownText(html)).toContain('Bare det du selv har gitt oss, er med her.');
  });
});
