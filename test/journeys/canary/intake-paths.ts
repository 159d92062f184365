import { asJson, get, type HttpPath, inUrl, json, multipart, page, raw, urlEncoded } from './http-path.ts';
import { canary, emailAsWritten, phoneAsWritten } from './person.ts';

const { name, company, email, phone } = canary;
const contact = { name, company, email, phone };
const form = { channel: 'contact-form', ...contact, policyVersion: '2021-02-19', locale: 'nb' };
const staffForm = { channel: 'phone', ...contact, submittedOn: '2026-02-28' };
const web = '/api/registrations';
const staff = '/api/ops/registrations';
const lookup = '/api/ops/lookups';

const taken: readonly HttpPath[] = [
  { name: 'a form as JSON', statuses: [202], ...json(web, form) },
  { name: 'a URL-encoded form', statuses: [202], ...raw(web, new URLSearchParams(form)) },
  { name: 'a multipart form', statuses: [202], ...raw(web, multipart(form)) },
  { name: 'a browser form', statuses: [303], ...raw(web, new URLSearchParams(form), page) },
  {
    name: 'a browser form that leads on',
    statuses: [303],
    echoes: true,
    ...raw(
      web,
      new URLSearchParams({ ...form, redirect: `https://contracting.works/takk?e=${email}` }),
      page,
    ),
  },
  ...Object.entries(emailAsWritten).map(([how, written]) => ({
    name: `the address ${how}`,
    statuses: [202],
    ...json(web, { ...form, email: written }),
  })),
  ...Object.entries(phoneAsWritten).map(([how, written]) => ({
    name: `the number in ${how}`,
    statuses: [202],
    ...json(web, { ...form, phone: written }),
  })),
  {
    name: 'the number without the address',
    statuses: [202],
    ...json(web, { channel: 'software', name, phone }),
  },
  { name: 'staff who were called', statuses: [202], ...json(staff, staffForm) },
  { name: 'staff who got an e-mail', statuses: [202], ...json(staff, { ...staffForm, channel: 'email' }) },
];

const unknownFields = { [name]: company, [email]: phone, [phone]: email };

const besideTheFields: readonly HttpPath[] = [
  {
    name: 'the names of unknown fields of JSON',
    statuses: [202],
    ...json(web, { ...form, ...unknownFields, [company]: contact }),
  },
  {
    name: 'the names of unknown fields of a form',
    statuses: [202],
    ...raw(web, new URLSearchParams({ ...form, ...unknownFields })),
  },
  {
    name: 'the names of unknown fields of a multipart form',
    statuses: [202],
    ...raw(web, multipart({ ...form, ...unknownFields })),
  },
  {
    name: 'the query',
    statuses: [202],
    ...json(`${web}?email=${inUrl}&${inUrl}=1&code=${inUrl}`, form),
  },
  ...['first', 'again'].map((time) => ({
    name: `an Idempotency-Key, ${time}`,
    statuses: [202],
    ...json(web, form, { 'idempotency-key': email }),
  })),
  {
    name: 'an Idempotency-Key of staff',
    statuses: [202],
    ...json(staff, staffForm, { 'idempotency-key': phone }),
  },
  {
    name: 'headers of every kind',
    statuses: [202],
    ...json(web, form, {
      'user-agent': `Mozilla/5.0 (${email})`,
      referer: `https://contracting.works/?e=${inUrl}`,
      cookie: `who=${inUrl}`,
      'accept-language': name,
      'x-forwarded-for': phoneAsWritten.digits,
      'x-forwarded-host': 'fuglebur.example',
      'x-request-id': email,
      'x-correlation-id': phone,
      'x-kanarina': name,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      tracestate: `kanarina=${phoneAsWritten.digits}`,
      baggage: `user=${inUrl}`,
    }),
  },
];

const wrongFields: Readonly<Record<string, object>> = {
  'the channel': { channel: name },
  'the version of the policy': { policyVersion: phoneAsWritten.digits },
  'the language': { locale: email },
  'the wish for news': { marketing: name },
  'the phone number': { phone: email },
  'the e-mail address': { email: phone },
  'the honeypot': { website: email },
  'the next page': { redirect: `https://fuglebur.example/?e=${email}` },
  'the next page, not a URL': { redirect: email },
  'a name that is too long': { name: `${name} `.repeat(30) },
  'a name with control characters': { name: `${name}\u0007` },
  'a name of half a character': { name: `${name}\uD83D` },
  'a name that is an object': { name: { [name]: email } },
  'a company that is a list': { company: [company, email] },
};

const refused: readonly HttpPath[] = [
  ...Object.entries(wrongFields).flatMap(([field, fields]) => [
    { name: `${field} (JSON)`, statuses: [400], ...json(web, { ...form, ...fields }) },
    { name: `${field} (a browser)`, statuses: [400], ...json(web, { ...form, ...fields }, page) },
    {
      name: `${field} (staff)`,
      statuses: [field.startsWith('the next page') ? 202 : 400],
      ...json(staff, { ...staffForm, ...fields }),
    },
  ]),
  { name: 'the day of submission', statuses: [400], ...json(staff, { ...staffForm, submittedOn: name }) },
  { name: 'JSON that is cut off', statuses: [400], ...raw(web, JSON.stringify(form).slice(0, -3), asJson) },
  { name: 'JSON that is text', statuses: [400], ...json(web, email) },
  { name: 'JSON that is a list', statuses: [400], ...json(web, [contact]) },
  {
    name: 'bytes that are not UTF-8',
    statuses: [400],
    ...raw(web, Buffer.from(JSON.stringify(form), 'latin1'), asJson),
  },
  {
    name: 'a form badly percent-encoded',
    statuses: [400],
    ...raw(web, `name=${name}&email=${email}%E0%A4%A`, urlEncoded),
  },
  {
    name: 'a field given twice',
    statuses: [400],
    ...raw(web, `email=${inUrl}&email=${phone}`, urlEncoded),
  },
  {
    name: 'a multipart form that is cut off',
    statuses: [400],
    ...raw(web, `--kanarina\r\nContent-Disposition: form-data; name="email"\r\n\r\n${email}`, {
      'content-type': 'multipart/form-data; boundary=kanarina',
    }),
  },
  {
    name: 'a file',
    statuses: [400],
    ...raw(web, multipart({ ...form, name: new File([`${name} ${email}`], `${email}.txt`) })),
  },
  { name: 'more than is taken', statuses: [413], ...json(web, { ...form, more: email.repeat(600) }) },
  {
    name: 'another media type',
    statuses: [415],
    ...raw(web, email, { 'content-type': 'text/kanarina' }),
  },
];

const lookups: readonly HttpPath[] = [
  { name: 'a lookup by address', statuses: [200], ...json(lookup, { email: emailAsWritten.decomposed }) },
  { name: 'a lookup by number', statuses: [200], ...json(lookup, { phone: phoneAsWritten.triples }) },
  { name: 'a lookup of nobody', statuses: [200], ...json(lookup, { email: `other.${email}` }) },
  { name: 'a lookup by both', statuses: [400], ...json(lookup, { email, phone }) },
  { name: 'a lookup by a name', statuses: [400], ...json(lookup, { email: name }) },
  { name: 'a lookup cut off', statuses: [400], ...raw(lookup, `{"email":"${email}`, asJson) },
];

const astray: readonly HttpPath[] = [
  { name: 'the key itself', statuses: [401], ...json(lookup, { email }, { 'x-functions-key': phone }) },
  {
    name: 'the key in the query',
    statuses: [401],
    ...json(`${lookup}?code=${inUrl}`, { email }, { 'x-functions-key': '' }),
  },
  {
    name: 'a wrong key for licence events',
    statuses: [401],
    ...json('/api/licence-events', contact, { 'x-functions-key': 'wrong' }),
  },
  { name: 'a path that is not there', statuses: [404], ...get(`/api/people/${inUrl}?e=${inUrl}`) },
  { name: 'a path badly encoded', statuses: [400, 404], ...get(`/registrations/received/${inUrl}%E0`) },
  { name: 'the language of the thank-you page', statuses: [200], ...get(`/registrations/received/${inUrl}`) },
  { name: 'the name of a function', statuses: [404], ...json(`/admin/functions/${inUrl}`, { input: email }) },
  {
    name: 'the input of a timer',
    statuses: [202],
    ...json('/admin/functions/sweep-retention', { input: JSON.stringify(contact) }),
  },
  {
    name: 'the webhook handshake',
    statuses: [200],
    echoes: true,
    path: '/api/licence-events',
    init: { method: 'OPTIONS', headers: { 'webhook-request-origin': 'fuglebur.example' } },
  },
];

/** Every way to the HTTP triggers but that of licence events. */
export const intakePaths: readonly HttpPath[] = [
  ...taken,
  ...besideTheFields,
  ...refused,
  ...lookups,
  ...astray,
];
