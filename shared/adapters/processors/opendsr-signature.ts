import { verify, X509Certificate } from 'node:crypto';
import { rootCertificates } from 'node:tls';
import type { Temporal } from 'temporal-polyfill';
import type { ProcessorReply } from './processor-http.ts';

/** Certificates between the processor's and the authority's; longer chains are not in use. */
const LONGEST_CHAIN = 4;

interface Expected {
  /** The domain that the answer and the certificate must name. */
  readonly domain: string;
  readonly at: Temporal.Instant;
  /** PEM; those that Node comes with unless given. */
  readonly authorities?: string | undefined;
}

/**
 * Whether the processor signed what it answered (OpenDSR 2.0, sections 4, 7.3 and 8.3; its security guidelines): the
 * answer names the expected domain, the certificate is valid at the instant, names the domain (SAN) and was issued
 * by an authority, and its RSA or ECDSA key signed the raw body with SHA-256. To be asked before the body is parsed.
 *
 * Revocation is not looked up.
 *
 * @param chain PEM: the processor's certificate, then those between it and the authority.
 */
export function isSigned(reply: ProcessorReply, chain: string, expected: Expected): boolean {
  if (reply.headers.get('x-opendsr-processor-domain') !== expected.domain) return false;
  try {
    const [own, ...between] = certificatesIn(chain);
    if (own?.checkHost(expected.domain, { subject: 'never' }) === undefined) return false;
    if (!['rsa', 'ec'].includes(own.publicKey.asymmetricKeyType ?? '')) return false;
    const authorities = certificatesIn(expected.authorities ?? rootCertificates.join('\n'));
    if (!isTrusted(own, { between: between.slice(0, LONGEST_CHAIN), authorities, at: expected.at }))
      return false;
    const signature = Buffer.from(reply.headers.get('x-opendsr-signature') ?? '', 'base64');
    return verify('sha256', reply.body, own.publicKey, signature);
  } catch {
    // Something that is no certificate, or a key that fits no signature.
    return false;
  }
}

interface Trust {
  readonly between: readonly X509Certificate[];
  readonly authorities: readonly X509Certificate[];
  readonly at: Temporal.Instant;
}

/** Follows the certificate up to an authority. A certificate that vouches for itself counts only as an authority. */
function isTrusted(certificate: X509Certificate, { between, authorities, at }: Trust): boolean {
  if (!isValidAt(certificate, at)) return false;
  const issued = (issuer: X509Certificate) =>
    issuer.ca && certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  if (authorities.some((authority) => issued(authority) && isValidAt(authority, at))) return true;
  const [next, ...rest] = between;
  return next !== undefined && issued(next) && isTrusted(next, { between: rest, authorities, at });
}

function isValidAt(
  { validFrom, validTo }: X509Certificate,
  { epochMilliseconds }: Temporal.Instant,
): boolean {
  return Date.parse(validFrom) <= epochMilliseconds && epochMilliseconds <= Date.parse(validTo);
}

function certificatesIn(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}
