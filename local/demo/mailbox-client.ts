import type { Addresses } from '../addresses.ts';
import { eventually, expectThat } from './check.ts';

/** A mail as the local mailbox shows it. */
interface ReceivedMail {
  readonly to: string;
  readonly subject: string;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export interface MailboxClient {
  all(): Promise<readonly ReceivedMail[]>;
  /** Resolves with the newest mail to the address when at least `count` have come, of those that have `words` in them. */
  newest(to: string, count: number, words?: string): Promise<ReceivedMail>;
}

/** Reads the mails that were sent, whoever they were sent to. */
export function createMailboxClient({ mailbox }: Pick<Addresses, 'mailbox'>): MailboxClient {
  const all: MailboxClient['all'] = async () => {
    const response = await fetch(`${mailbox.url}/api/messages`);
    return (await response.json()) as readonly ReceivedMail[];
  };
  return {
    all,
    newest: (to, count, words = '') =>
      eventually(`${count} mails to one address`, async () => {
        const mails = (await all()).filter((mail) => mail.to === to && mail.text.includes(words));
        return mails.length >= count ? mails.at(-1) : undefined;
      }),
  };
}

/** The link in a text that leads below `start`, without its origin: what follows has a token. */
export function pathIn(text: string, start: string): string {
  const url = text.match(/https?:\/\/[^\s<>"]+/gu)?.find((each) => new URL(each).pathname.startsWith(start));
  expectThat(`a link to ${start}`, url !== undefined, 'no such link');
  const { pathname, search } = new URL(url);
  return pathname + search;
}
