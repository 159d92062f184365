import { asJson, form, get, type HttpPath, inUrl, json, multipart, page, raw } from './http-path.ts';
import { canary, phoneAsWritten } from './person.ts';

const { name, company, email, phone } = canary;
const contact = { name, company, email, phone };
const ticked = { channel: 'contact-form', ...contact, marketing: 'on', policyVersion: '2021-02-19' };
const staffForm = { channel: 'phone', ...contact, marketing: true, submittedOn: '2026-02-28' };

/** A wish for Markedsnyheter on each channel; each later one goes with the question that is open. */
export const wishes: readonly HttpPath[] = [
  { name: 'the box ticked', statuses: [202], ...form('/api/registrations', ticked) },
  { name: 'the box ticked in a browser', statuses: [303], ...form('/api/registrations', ticked, page) },
  {
    name: 'the newsletter',
    statuses: [202],
    ...json('/api/registrations', { ...ticked, channel: 'newsletter', marketing: true }),
  },
  { name: 'a wish on the phone', statuses: [202], ...json('/api/ops/registrations', staffForm) },
];

/** What somebody puts in the place of a token: the address itself, encoded as others encode tokens. */
const tokensOfOthers: Readonly<Record<string, string>> = {
  'an address': inUrl,
  'a number': phoneAsWritten.digits,
  'a signed token of another kind': `${base64url({ email, name })}.${base64url(phone)}`,
  'a JSON Web Token': [{ alg: 'none' }, { sub: email }, name].map(base64url).join('.'),
  'something badly encoded': `${inUrl}%E0`,
};

function base64url(content: unknown): string {
  return Buffer.from(JSON.stringify(content)).toString('base64url');
}

const kinds = ['/consents/confirm', '/unsubscribe', '/preferences'] as const;

export const linksOfOthers: readonly HttpPath[] = kinds.flatMap((kind) =>
  Object.entries(tokensOfOthers).flatMap(([what, token]) => [
    { name: `${kind} for ${what}`, statuses: [400, 404], ...get(`${kind}/${token}`) },
    { name: `the button of ${kind} for ${what}`, statuses: [400, 404], ...form(`${kind}/${token}`, contact) },
  ]),
);

/** The paths of the links in the mails to the canary. */
export interface PersonLinks {
  readonly confirm: string;
  readonly unsubscribe: string;
  readonly preferences: string;
}

/** To the page that asks, and its button. */
export const confirmingPaths = ({ confirm }: Pick<PersonLinks, 'confirm'>): readonly HttpPath[] => [
  {
    name: 'the question',
    statuses: [200],
    ...get(`${confirm}?email=${inUrl}`, { referer: `mailto:${inUrl}` }),
  },
  { name: 'a token that is cut off', statuses: [404], ...get(confirm.slice(0, -1)) },
  { name: 'the button', statuses: [200], ...form(confirm, contact, { 'user-agent': email }) },
  { name: 'the button again', statuses: [200], ...raw(confirm, JSON.stringify(contact), asJson) },
];

const oneClick = { 'List-Unsubscribe': 'One-Click' };

/** What a person, a mail program and whoever meddles do with the other links. */
export const memberPaths = ({
  unsubscribe,
  preferences,
}: Omit<PersonLinks, 'confirm'>): readonly HttpPath[] => [
  { name: 'the own page', statuses: [200], ...get(`${preferences}?e=${inUrl}`) },
  ...Object.entries({
    'a choice that is none': { action: email },
    'a choice with more': { action: name, sure: email, [email]: phone },
    'no choice': { [name]: email },
    'storage without being sure': { action: 'withdraw-storage', sure: email },
  }).map(([what, fields]) => ({
    name: `the own page: ${what}`,
    statuses: what.startsWith('storage') ? [200] : [400],
    ...form(preferences, fields, page),
  })),
  { name: 'the own page: JSON cut off', statuses: [400], ...raw(preferences, `{"action":"${email}`, asJson) },
  {
    name: 'the own page: text',
    statuses: [415],
    ...raw(preferences, email, { 'content-type': 'text/kanarina' }),
  },
  { name: 'the page to leave', statuses: [200], ...get(`${unsubscribe}?${inUrl}`) },
  { name: 'leaving: too much', statuses: [413], ...form(unsubscribe, { [email]: email.repeat(200) }) },
  { name: 'leaving: text', statuses: [415], ...raw(unsubscribe, email, { 'content-type': 'text/kanarina' }) },
  {
    name: 'one click, URL-encoded',
    statuses: [200],
    ...form(unsubscribe, { ...oneClick, email, name }, { from: email }),
  },
  {
    name: 'one click, multipart',
    statuses: [200],
    ...raw(unsubscribe, multipart({ ...oneClick, email })),
  },
  { name: 'the button to leave', statuses: [200], ...form(unsubscribe, { email }, page) },
  { name: 'the own page: leave', statuses: [200], ...form(preferences, { action: 'leave', email }) },
  { name: 'the own page: join', statuses: [200], ...form(preferences, { action: 'join', name }) },
];

/** The consent to be kept withdrawn, and meant (policy row P9). */
export const storageWithdrawn = ({ preferences }: Pick<PersonLinks, 'preferences'>): HttpPath => ({
  name: 'the own page: withdraw storage',
  statuses: [200],
  ...form(preferences, { action: 'withdraw-storage', sure: 'yes', email }),
});

const check = '/api/consent-checks';
const withdrawal = '/api/ops/withdrawals';

/** Other systems ask whether the canary may be written to, and staff are told on the phone that it may not. */
export const askingPaths: readonly HttpPath[] = [
  ...['marketing', 'technical-notices', 'support', 'quality-evaluation', 'usage-analysis'].flatMap(
    (purpose) => [
      { name: `a check: ${purpose}`, statuses: [200], ...json(check, { purpose, email }) },
      // The list is what its reader asks for: the addresses.
      {
        name: `the audience: ${purpose}`,
        statuses: [200],
        echoes: true as const,
        ...get(`/api/audiences/${purpose}`),
      },
    ],
  ),
  {
    name: 'a check of nobody',
    statuses: [200],
    ...form(check, { purpose: 'support', email: `other.${email}` }),
  },
  { name: 'a check for a name', statuses: [400], ...json(check, { purpose: name, email }) },
  { name: 'a check of a name', statuses: [400], ...json(check, { purpose: 'support', email: name }) },
  { name: 'a check cut off', statuses: [400], ...raw(check, `{"email":"${email}`, asJson) },
  { name: 'a check as text', statuses: [415], ...raw(check, email, { 'content-type': 'text/kanarina' }) },
  { name: 'an audience for a name', statuses: [404], ...get(`/api/audiences/${inUrl}?e=${inUrl}`) },
  {
    name: 'a key that is an address',
    statuses: [401],
    ...get('/api/audiences/support', { 'x-functions-key': phone }),
  },
  {
    name: 'a withdrawal for an address we do not know',
    statuses: [200],
    ...json(withdrawal, { email: `other.${email}`, consent: 'marketing' }),
  },
  { name: 'a withdrawal of the news', statuses: [200], ...json(withdrawal, { email, consent: 'marketing' }) },
  { name: 'a withdrawal by number', statuses: [200], ...json(withdrawal, { phone, consent: 'marketing' }) },
  { name: 'a withdrawal of a name', statuses: [400], ...json(withdrawal, { email, consent: name }) },
  {
    name: 'a withdrawal by both',
    statuses: [400],
    ...json(withdrawal, { email, phone, consent: 'storage' }),
  },
  { name: 'a withdrawal cut off', statuses: [400], ...raw(withdrawal, `{"email":"${email}`, asJson) },
];
