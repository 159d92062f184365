export interface Certificate {
  /** Both PEM. The key is never written down: every start makes a pair of its own. */
  readonly key: string;
  readonly cert: string;
}

/** A certificate for 127.0.0.1 that vouches for itself, so that a client can trust it as its own authority. */
export async function selfSignedCertificate(): Promise<Certificate> {
  const { generate } = await import('selfsigned');
  const pair = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  return { key: pair.private, cert: pair.cert };
}
