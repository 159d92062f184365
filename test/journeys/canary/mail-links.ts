import { expect } from 'vitest';
import type { MailMessage } from '../../../local/mailbox/message.ts';
import type { PersonLinks } from './consent-paths.ts';

/** The path of the link in a text that leads below `start`. */
function pathIn(text: string, start: string): string {
  const urls = text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const path = urls.map((url) => new URL(url).pathname).find((each) => each.startsWith(start));
  return path ?? expect.unreachable(`no link to ${start}`);
}

/** The question that a mail asks. */
export function questionIn({ text }: MailMessage): Pick<PersonLinks, 'confirm'> {
  return { confirm: pathIn(text, '/consents/confirm/') };
}

/** The links of a mail to somebody who is on the list. */
export function linksIn({ text, headers }: MailMessage): Omit<PersonLinks, 'confirm'> {
  return {
    unsubscribe: pathIn(headers['list-unsubscribe'] ?? '', '/unsubscribe/'),
    preferences: pathIn(text, '/preferences/'),
  };
}
