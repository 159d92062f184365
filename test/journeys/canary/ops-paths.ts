import { asJson, form, get, type HttpPath, inUrl, json, page, raw } from './http-path.ts';
import { canary, phoneAsWritten } from './person.ts';

const { name, company, email, phone } = canary;
const disclosures = '/api/ops/disclosures';
const disclosed = {
  authority: 'Oslo tingrett',
  legalBasis: 'tvisteloven § 26-5',
  reference: '26-123456TVI-TOSL/04',
  fields: ['name', 'company', 'email', 'phone'],
  disclosedOn: '2026-01-01',
};

/** What an authority was given: recorded once; and in ways that name the canary, none of which may be taken. */
export const disclosurePaths = (subjectId: string): readonly HttpPath[] => {
  const naming = [name, email, `tlf. ${phone}`, `tlf. ${phoneAsWritten.digits}`];
  const texts = ['authority', 'legalBasis', 'reference'] as const;
  return [
    { name: 'a disclosure', statuses: [201], ...json(disclosures, { subjectId, ...disclosed }) },
    ...texts.flatMap((text) =>
      naming.map((words) => ({
        name: `a disclosure whose ${text} is ${words}`,
        statuses: [400],
        ...json(disclosures, { subjectId, ...disclosed, [text]: words }),
      })),
    ),
    {
      name: 'a disclosure of an address',
      statuses: [400],
      ...json(disclosures, { subjectId: email, ...disclosed, records: [email], fields: [phone] }),
    },
    { name: 'a disclosure cut off', statuses: [400], ...raw(disclosures, `{"authority":"${name}`, asJson) },
    {
      name: 'a disclosure as text',
      statuses: [415],
      ...raw(disclosures, `${name} ${phone}`, { 'content-type': 'text/plain' }),
    },
    { name: 'the disclosures', statuses: [200], ...get(`${disclosures}?e=${inUrl}`) },
  ];
};

/** The canary in every form of the operations pages, filled in as it may not be; and looked up there. */
export const opsPagePaths = (subjectId: string, session: string): readonly HttpPath[] => {
  const headers = { ...page, cookie: session, 'sec-fetch-site': 'same-origin' };
  const post = (path: string, fields: Readonly<Record<string, string>>) => form(path, fields, headers);
  // The hold on the canary says in words whom it is about, and these pages show it.
  const showsHolds = { echoes: true } as const;
  return [
    {
      name: 'a lookup on the page for it',
      statuses: [200],
      ...showsHolds,
      ...post('/ops/people', { email }),
    },
    { name: 'a lookup of both', statuses: [400], ...post('/ops/people', { email, phone }) },
    { name: 'a lookup of a name as an id', statuses: [400], ...post('/ops/people', { subjectId: name }) },
    { name: 'a lookup in the address', statuses: [200], ...get(`/ops/people?email=${inUrl}`, headers) },
    {
      name: 'a lookup as text',
      statuses: [415],
      ...raw('/ops/people', email, { ...headers, 'content-type': 'text/plain' }),
    },
    {
      name: 'a withdrawal that nobody is sure of',
      statuses: [400],
      ...post('/ops/people/withdrawals', { email, consent: 'marketing' }),
    },
    {
      name: 'a withdrawal of a name',
      statuses: [400],
      ...post('/ops/people/withdrawals', { subjectId: name, consent: email, sure: 'yes' }),
    },
    {
      name: 'a correction on the page for it',
      statuses: [400],
      ...post('/ops/people/corrections', {
        subjectId,
        'corrections.email': name,
        'corrections.phone': email,
      }),
    },
    {
      name: 'a registration typed in badly',
      statuses: [400],
      ...post('/ops/registrations', {
        channel: name,
        name,
        company,
        email: phone,
        phone: email,
        formId: email,
      }),
    },
    {
      name: 'a hold on a person by name',
      statuses: [400],
      ...post('/ops/holds', {
        subjectId: name,
        recordId: email,
        reason: name,
        authority: company,
        reviewOn: phone,
      }),
    },
    {
      name: 'a review of a name',
      ...showsHolds,
      statuses: [400],
      ...post('/ops/holds/review', { holdId: name, reviewOn: email }),
    },
    {
      name: 'a release of a name',
      ...showsHolds,
      statuses: [404],
      ...post('/ops/holds/release', { holdId: email, sure: 'yes' }),
    },
    {
      name: 'a disclosure on the page for it',
      statuses: [400],
      ...post('/ops/disclosures', {
        subjectId,
        ...disclosed,
        fields: 'name',
        reference: email,
        records: name,
      }),
    },
  ];
};
