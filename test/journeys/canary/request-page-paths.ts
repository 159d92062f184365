import { asJson, form, get, type HttpPath, inUrl, page, raw } from './http-path.ts';
import { canary } from './person.ts';
import { meddled } from './request-paths.ts';

const { name, email, phone } = canary;

/** What a person, a mail program and whoever meddles do with the link in a mail, before the button is pressed. */
export const linkPaths = (link: string): readonly HttpPath[] => [
  { name: 'the page of the link', statuses: [200], ...get(`${link}&e=${inUrl}&done=${inUrl}`) },
  { name: 'the link cut off', statuses: [404], ...get(link.slice(0, -1)) },
  { name: 'the link with another token', statuses: [404], ...get(meddled(link)) },
  { name: 'the package before its time', statuses: [404], ...get(packageAt(link, 'json')) },
  { name: 'a button that is none', statuses: [400], ...form(link, { action: name, [email]: phone }, page) },
  { name: 'no button', statuses: [400], ...form(link, { [name]: email }) },
  { name: 'a button cut off', statuses: [400], ...raw(link, `{"action":"${email}`, asJson) },
  { name: 'a button as text', statuses: [415], ...raw(link, email, { 'content-type': 'text/plain' }) },
  { name: 'too much of a button', statuses: [413], ...form(link, { [email]: email.repeat(200) }) },
];

type Action = 'confirm' | 'correct' | 'cancel';

/** A button of the page, with more than is asked for. */
export const pressed = (path: string, action: Action): HttpPath => ({
  name: `the button ${action}`,
  statuses: [303],
  ...form(path, { action, email, [name]: phone }, { ...page, 'user-agent': email, cookie: `who=${inUrl}` }),
});

/** The person's own page: what is there and what shall be stands on it while a correction waits. */
export const ownPage = (path: string): HttpPath => ({
  name: 'the own page',
  statuses: [200],
  echoes: true,
  ...get(path, page),
});

/** The copy of the person's data, fetched; and looked for where it is not. */
export const packagePaths = (path: string): readonly HttpPath[] => [
  ...(['html', 'json'] as const).map((format) => ({
    name: `the package as ${format}`,
    statuses: [200],
    echoes: true as const,
    ...get(packageAt(path, format), { range: 'bytes=0-99', referer: `mailto:${inUrl}` }),
  })),
  { name: 'a package of another kind', statuses: [404], ...get(packageAt(path, inUrl)) },
  { name: 'the package by another token', statuses: [404], ...get(meddled(packageAt(path, 'json'))) },
  { ...pressed(path, 'cancel'), name: 'taken back when it is answered' },
];

/** A package that is there no longer. */
export const packageGone = (path: string): readonly HttpPath[] =>
  ['html', 'json'].map((format) => ({
    name: `no ${format} any more`,
    statuses: [404],
    ...get(packageAt(path, format)),
  }));

function packageAt(path: string, format: string): string {
  return path.replace('?', `/package/${format}?`);
}
