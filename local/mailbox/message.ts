import { simpleParser } from 'mailparser';
import * as z from 'zod';

/** A mail as people and tests read it. */
export const mailMessage = z.object({
  id: z.string(),
  /** When it came, by the stack's clock: an ISO instant. */
  receivedAt: z.string(),
  /** The envelope's recipients, joined by `, `: whom it was really sent to. */
  to: z.string(),
  subject: z.string(),
  /**
   * Lower-case names, unfolded values as they were sent. A header that comes twice stands once, its values
   * joined by a line feed.
   */
  headers: z.record(z.string(), z.string()),
  text: z.string(),
  html: z.string(),
});
export type MailMessage = Readonly<z.infer<typeof mailMessage>>;

/** What SMTP brought: the source of the message, and the envelope around it. */
export interface IncomingMail {
  readonly id: string;
  readonly receivedAt: string;
  readonly recipients: readonly string[];
  readonly source: Buffer;
}

export async function parseMail(mail: IncomingMail): Promise<MailMessage> {
  const parsed = await simpleParser(mail.source, { skipTextToHtml: true, skipTextLinks: true });
  return {
    id: mail.id,
    receivedAt: mail.receivedAt,
    to: mail.recipients.join(', '),
    subject: parsed.subject ?? '',
    headers: headerValues(parsed.headerLines),
    text: parsed.text ?? '',
    html: parsed.html === false ? '' : (parsed.html ?? ''),
  };
}

function headerValues(
  lines: readonly { readonly key: string; readonly line: string }[],
): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { key, line } of lines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replaceAll(/\r?\n[ \t]+/gu, ' ')
      .trim();
    const before = headers[key];
    headers[key] = before === undefined ? value : `${before}\n${value}`;
  }
  return headers;
}
