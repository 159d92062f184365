import { createPrivateKey } from 'node:crypto';
import type { Settings } from './settings.ts';

/**
 * The headers that a signature covers: what a reader or a mail program relies on (RFC 6376 §5.4.1), and both headers
 * of one-click unsubscription (RFC 8058 §4). nodemailer's own list lacks List-Unsubscribe-Post.
 */
const signedHeaders = [
  'From',
  'To',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Language',
  'Auto-Submitted',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
];

/**
 * How mails are signed (DKIM, RFC 6376); undefined where a relay does it.
 *
 * @throws Error if a part is missing or the key is not an RSA key: nodemailer would send the mail unsigned and
 * say nothing.
 */
export function signatureBy({ dkimDomain, dkimSelector, dkimKey }: Settings['mail']) {
  if (dkimDomain === undefined && dkimSelector === undefined && dkimKey === undefined) return undefined;
  if (dkimDomain === undefined || dkimSelector === undefined || dkimKey === undefined)
    throw new Error('DKIM_DOMAIN, DKIM_SELECTOR and DKIM_KEY are needed together, or none of them');
  if (keyTypeOf(dkimKey) !== 'rsa') throw new Error('DKIM_KEY must be an RSA private key, PEM');
  return {
    domainName: dkimDomain,
    keySelector: dkimSelector,
    privateKey: dkimKey,
    headerFieldNames: signedHeaders.join(':'),
  };
}

function keyTypeOf(pem: string): string | undefined {
  try {
    return createPrivateKey(pem).asymmetricKeyType;
  } catch {
    return undefined;
  }
}
