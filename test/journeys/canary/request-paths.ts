import { type Right, rightNames } from '../../../shared/policy/rights.ts';
import {
  asJson,
  form,
  get,
  type HttpPath,
  inUrl,
  json,
  multipart,
  page,
  raw,
  urlEncoded,
} from './http-path.ts';
import { canary, phoneAsWritten } from './person.ts';

const { name, company, email, phone } = canary;
const requests = '/api/requests';

/** Somebody asks for a right over the API; a correction is of the company. */
export const asking = (right: Right, address: string, corrected = company): HttpPath => ({
  name: `${right} asked for`,
  statuses: [202],
  ...json(requests, {
    right,
    email: address,
    locale: 'nb',
    ...(right === 'rectification' && { corrections: { company: corrected } }),
  }),
});

const corrections = {
  'corrections.name': name,
  'corrections.company': company,
  'corrections.email': `ny.${email}`,
  'corrections.phone': phone,
};

/** Each right, by address over the API and by number in a browser, with more than is asked for. */
export const rightsAsked: readonly HttpPath[] = rightNames.flatMap((right) => [
  asking(right, email),
  {
    name: `${right} asked for by number`,
    statuses: [303],
    ...form(requests, { right, phone, locale: 'nb', website: '', [email]: name, name, ...corrections }, page),
  },
]);

/** Somebody whom we do not know, at an address that tells of the canary all the same. */
export const strangerAsks: HttpPath = { ...asking('access', `other.${email}`), name: 'a stranger asks' };

const wrongFields: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'the language': { locale: name },
  'an address and a number': { phone },
  'an address that is a number': { email: phone },
  'a number that is an address': { email: '', phone: email },
  'a number that is a name': { email: '', phone: name },
  'nothing to reach': { email: '' },
  'the honeypot': { website: email },
};

const wrongCorrections: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'an address to be a name': { 'corrections.email': name },
  'a number to be an address': { 'corrections.phone': email },
  'a name too long': { 'corrections.name': `${name} `.repeat(30) },
  'nothing of ours': { [`corrections.${name}`]: email },
};

/** The same fields as JSON, as JSON that a browser's page sent, and as its form. */
const inEachForm = (what: string, fields: Readonly<Record<string, string>>): readonly HttpPath[] => [
  { name: `${what} (JSON)`, statuses: [400], ...json(requests, fields) },
  { name: `${what} (JSON, a page)`, statuses: [400], ...json(requests, fields, page) },
  { name: `${what} (a form)`, statuses: [400], ...form(requests, fields, page) },
];

/** What is asked for in ways that are refused. */
export const rightsAskedBadly: readonly HttpPath[] = [
  ...rightNames.flatMap((right) =>
    Object.entries(wrongFields).flatMap(([what, fields]) =>
      inEachForm(`${right} with ${what}`, { right, email, ...corrections, ...fields }),
    ),
  ),
  ...Object.entries(wrongCorrections).flatMap(([what, fields]) =>
    inEachForm(`a correction of ${what}`, { right: 'rectification', email, ...fields }),
  ),
  ...inEachForm('a right that is a name', { right: name, email, locale: email }),
  {
    name: 'a correction that is text',
    statuses: [400],
    ...json(requests, { right: 'rectification', email, corrections: email }),
  },
  {
    name: 'a request for somebody who is an object',
    statuses: [400],
    ...json(requests, { right: 'access', email: { [name]: email } }),
  },
  { name: 'a request cut off', statuses: [400], ...raw(requests, `{"email":"${email}`, asJson) },
  { name: 'a request that is a list', statuses: [400], ...json(requests, [email]) },
  {
    name: 'a request badly encoded',
    statuses: [400],
    ...raw(requests, `email=${inUrl}%E0%A4%A&name=${name}`, urlEncoded),
  },
  {
    name: 'a request for two',
    statuses: [400],
    ...raw(requests, `right=access&email=${inUrl}&email=${inUrl}`, { ...urlEncoded, ...page }),
  },
  {
    name: 'a request with a file',
    statuses: [400],
    ...raw(requests, multipart({ right: 'access', email: new File([email], `${email}.txt`) })),
  },
  { name: 'too much of a request', statuses: [413], ...json(requests, { email: email.repeat(600) }) },
  { name: 'a request as text', statuses: [415], ...raw(requests, email, { 'content-type': 'text/plain' }) },
];

const nobodys = '0b0c2a52-6f39-4a5e-9d3a-6c9a6c0f3a11';
const pages = ['', '/privacy', '/privacy/versions', '/privacy/requests', '/privacy/cookies', '/api'];

/** Whoever looks at the pages of the centre, with the canary in the address; and at requests that are nobody's. */
export const centrePaths: readonly HttpPath[] = [
  ...[...pages, ...rightNames.map((right) => `/privacy/requests/${right}`)].map((path) => ({
    name: `the page ${path}`,
    statuses: [200],
    ...get(`${path}/?email=${inUrl}&name=${inUrl}&locale=${inUrl}`, { referer: `mailto:${inUrl}` }),
  })),
  { name: 'the form for an address', statuses: [404], ...get(`/privacy/requests/${inUrl}?email=${inUrl}`) },
  { name: 'the end of the form', statuses: [200], ...get(`/privacy/requests/received/${inUrl}?e=${inUrl}`) },
  ...[inUrl, nobodys].flatMap((id) => {
    const at = `/requests/${id}`;
    const token = `?token=${inUrl}&done=${inUrl}`;
    return [
      { name: `the page of ${id}`, statuses: [404], ...get(at + token) },
      { name: `the package of ${id}`, statuses: [404], ...get(`${at}/package/json${token}`) },
      { name: `a package of ${id} that is none`, statuses: [404], ...get(`${at}/package/${inUrl}${token}`) },
      { name: `the button of ${id}`, statuses: [404], ...form(at + token, { action: 'confirm', email }) },
      { name: `a button of ${id} that is none`, statuses: [400], ...form(at + token, { action: email }) },
    ];
  }),
];

const choices = '/api/cookie-choices';
const choice = { choices: { analytics: true, marketing: false }, policyVersion: '2021-02-19' };
const telling = { cookie: `cookie-choice=${inUrl}; who=${inUrl}`, 'user-agent': email, 'x-kanarina': name };

/** Choices of cookies: they have no room for anybody. */
export const cookiePaths: readonly HttpPath[] = [
  {
    name: 'a choice',
    statuses: [201],
    ...json(`${choices}?email=${inUrl}`, choice, { ...telling, origin: 'https://fuglebur.example' }),
  },
  { name: 'a choice in a form', statuses: [200], ...form('/privacy/cookies', { email, name }, telling) },
  {
    name: 'a choice for a policy that is an address',
    statuses: [400],
    ...json(choices, { ...choice, policyVersion: email }),
  },
  {
    name: 'a choice that is a name',
    statuses: [400],
    ...json(choices, { ...choice, choices: { analytics: name, marketing: email } }),
  },
  {
    name: 'a choice in a form that is a name',
    statuses: [400],
    ...form('/privacy/cookies', { analytics: name }, { ...telling, ...page }),
  },
  { name: 'a choice cut off', statuses: [400], ...raw(choices, `{"choices":"${email}`, asJson) },
  { name: 'a choice as text', statuses: [415], ...raw(choices, email, { 'content-type': 'text/plain' }) },
  {
    name: 'whether a page may post a choice',
    statuses: [204],
    path: choices,
    init: { method: 'OPTIONS', headers: { origin: 'https://fuglebur.example' } },
  },
];

/** Digits are taken in a token as little as letters. */
export const meddled = (path: string): string =>
  path.replace(/token=[^&]*/, `token=${phoneAsWritten.digits}`);
