import type { SendMailOptions, Transporter } from 'nodemailer';
import * as z from 'zod';
import type { Letter, Mail } from '../domain/letter.ts';
import { lists } from '../policy/purposes.ts';
import { type Locale, register } from '../policy/register.ts';
import type { Mailer } from '../ports.ts';
import { signatureBy } from './mail-signature.ts';
import type { Settings } from './settings.ts';

/** A letter put into words. */
interface RenderedLetter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A server that is silent for this long is not there. */
const silenceMs = 10_000;
/** And one that keeps talking is left after this. */
const sendingMs = 60_000;

/**
 * Sends mails over SMTP, each over a connection of its own: there are few, and an idle connection would keep an
 * instance busy.
 *
 * @throws Error that names the setting, if the mail's own DKIM key cannot sign.
 */
export function createMailer({
  settings,
  render,
}: {
  readonly settings: Settings['mail'];
  readonly render: (letter: Letter, locale: Locale) => Promise<RenderedLetter>;
}): Mailer {
  const { from, user, password } = settings;
  const options = {
    ...serverOf(settings, silenceMs),
    ...(user && password && { auth: { user, pass: password } }),
    disableFileAccess: true,
    disableUrlAccess: true,
    dkim: signatureBy(settings),
  };
  let transport: Promise<Transporter> | undefined;
  return {
    async send(mail) {
      const message = { ...messageOf(mail, from), ...(await render(mail.letter, mail.locale)) };
      // The library is loaded with the first mail.
      transport ??= import('nodemailer').then(({ createTransport }) => createTransport(options));
      const opened = await transport;
      try {
        await opened.sendMail({ ...message, signal: AbortSignal.timeout(sendingMs) });
        return 'sent';
      } catch (error) {
        const fault = faultSchema.parse(error);
        if (isRefusal(fault)) return 'refused';
        throw new MailNotSent(fault);
      }
    },
  };
}

/** Where mail is handed over, and for how many milliseconds the server may be silent. What goes over a network is encrypted. */
export function serverOf({ host, port }: Pick<Settings['mail'], 'host' | 'port'>, silence: number) {
  return {
    host,
    port,
    requireTLS: host !== '127.0.0.1',
    connectionTimeout: silence,
    greetingTimeout: silence,
    socketTimeout: silence,
    dnsTimeout: silence,
  };
}

/** A mail that may go another time. Says how it failed and nothing of what the library said: that quotes addresses. */
export class MailNotSent extends Error {
  override readonly name = 'MailNotSent';
  /** nodemailer's code and the server's reply (RFC 5321 §4.2): `EENVELOPE 450`. */
  readonly code: string;

  constructor({ code, responseCode }: Fault) {
    const words = [code, responseCode].filter((word) => word !== undefined).join(' ');
    super(`the mail was not sent: ${words}`);
    this.code = words;
  }
}

/** The part of nodemailer's errors that says nothing of a person. */
const faultSchema = z.object({
  code: z
    .string()
    .regex(/^[A-Z_]{1,40}$/)
    .catch('UNKNOWN'),
  responseCode: z.int().optional().catch(undefined),
  /** The step that failed; `API` when the library itself would not write the address. */
  command: z.string().optional().catch(undefined),
});
type Fault = z.infer<typeof faultSchema>;

/**
 * Whether the server will never take this mail for this person (RFC 5321 §4.2.1). A refusal of the sender, of
 * our login or of the order of commands is for us to mend: the mail waits.
 */
function isRefusal({ code, responseCode = 0, command }: Fault): boolean {
  if (code === 'EENVELOPE' && command === 'API') return true;
  const isOfTheMail = command === 'RCPT TO' || command === 'DATA';
  return isOfTheMail && responseCode >= 500 && !ours.includes(responseCode);
}

/** Commands in the wrong order (RFC 5321), login or encryption needed first (RFC 4954 §6). */
const ours = [503, 530, 538];

function messageOf({ to, locale, letter, messageId }: Mail, from: string): SendMailOptions {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return {
    from: { name: register.controller.name, address: from },
    to: { name: '', address: to },
    messageId: `<${messageId}@${domain}>`,
    textEncoding: 'quoted-printable',
    headers: {
      'Auto-Submitted': 'auto-generated',
      'Content-Language': locale,
      ...listHeaders(letter, domain),
    },
  };
}

/** How to leave the list with one click (RFC 8058), and which list it is (RFC 2919): each header exactly once. */
function listHeaders(letter: Letter, domain: string): Readonly<Record<string, string>> {
  switch (letter.letter) {
    case 'confirm-marketing':
    case 'welcome-to-marketing':
      return {
        'List-Id': `${lists.marketing.title.nb} <marketing.${domain}>`,
        'List-Unsubscribe': `<${letter.unsubscribe}>, <mailto:${register.contacts.withdrawal}?subject=unsubscribe>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
    case 'policy-announced':
    case 'erasure-completed':
    case 'confirm-request':
    case 'request-accepted':
    case 'proof-asked':
    case 'request-extended':
    case 'request-answered':
    case 'request-due':
    case 'hold-due':
    case 'task':
      return {};
  }
}
