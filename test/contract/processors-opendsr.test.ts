import { describe, expect, test } from 'vitest';
import { authority, certificateFor, DOMAIN, openDsrProcessor } from './opendsr-processor.ts';
import { aboutKari, connectorAt, KARI, NOW } from './processor-target.ts';

const ACCEPTED = { answer: 'accepted', references: [aboutKari().id] };
const NOT_SIGNED = { answer: 'failed', because: 'not-signed' };

describe('an erasure by OpenDSR', () => {
  test('is sent once, under its own number, and asked after until it is completed', async () => {
    const { connector, processor } = await open();
    expect(await connector.erase(aboutKari())).toEqual(ACCEPTED);
    expect(processor.requests).toEqual([
      {
        regulation: 'gdpr',
        subject_request_id: aboutKari().id,
        subject_request_type: 'erasure',
        submitted_time: NOW,
        subject_identities: [{ identity_type: 'email', identity_value: KARI, identity_format: 'raw' }],
        api_version: '2.0',
      },
    ]);
    processor.status = 'in_progress';
    expect(await connector.erase(aboutKari(ACCEPTED))).toEqual(ACCEPTED);
    expect(await connector.verify(ACCEPTED.references)).toBe('left');
    processor.status = 'completed';
    expect(await connector.erase(aboutKari(ACCEPTED))).toEqual({ ...ACCEPTED, answer: 'done' });
    expect(await connector.verify(ACCEPTED.references)).toBe('gone');
    expect(processor.requests).toHaveLength(1);
  });

  test('is not sent again when its receipt was lost', async () => {
    const { connector, processor } = await open();
    await connector.erase(aboutKari());
    expect(await connector.erase(aboutKari())).toEqual(ACCEPTED);
    expect(processor.requests).toHaveLength(1);
  });

  test('is sent anew to a processor that has forgotten it', async () => {
    const { connector, processor } = await open();
    expect(await connector.erase(aboutKari(ACCEPTED))).toEqual(ACCEPTED);
    expect(processor.requests).toHaveLength(1);
  });

  test('that the processor cancels is for somebody to decide', async () => {
    const { connector, processor } = await open();
    await connector.erase(aboutKari());
    processor.status = 'cancelled';
    expect(await connector.erase(aboutKari(ACCEPTED))).toEqual({ answer: 'failed', because: 'refused' });
  });

  test('of somebody known by a number only is done by hand', async () => {
    const { connector, processor } = await open();
    const request = aboutKari({ dossier: { emails: [], phones: ['+4722334455'] } });
    expect(await connector.erase(request)).toEqual({ answer: 'manual', because: 'by-hand' });
    expect(processor.requests).toEqual([]);
  });
});

describe('an answer by OpenDSR counts', () => {
  test('when an authority further up vouches for the certificate', async () => {
    const root = await authority();
    const between = await authority(root);
    const pair = await certificateFor(DOMAIN, { issuer: between });
    const processor = await openDsrProcessor({ pair, chain: between.cert });
    const connector = connectorAt(processor.url, 'opendsr', { certificateAuthorities: root.cert });
    expect(await connector.erase(aboutKari())).toEqual(ACCEPTED);
  });

  test('not when it changed on the way', async () => {
    const { connector, processor } = await open();
    processor.onTheWay = (body) => body.replace('contracting', 'somebody');
    expect(await connector.erase(aboutKari())).toEqual(NOT_SIGNED);
  });

  test('not when another domain answers', async () => {
    const { connector, processor } = await open();
    processor.domain = 'opendsr.another.example';
    expect(await connector.erase(aboutKari())).toEqual(NOT_SIGNED);
  });

  test('not when its status was not signed', async () => {
    const { connector, processor } = await open();
    await connector.erase(aboutKari());
    processor.status = 'completed';
    processor.pair = { ...(await certificateFor(DOMAIN)), cert: processor.pair.cert };
    expect(await connector.erase(aboutKari(ACCEPTED))).toEqual(NOT_SIGNED);
    await expect(connector.verify(ACCEPTED.references)).rejects.toThrow('the processor');
  });

  test.each([
    { why: 'is for another domain', make: (issuer: Issuer) => certificateFor('other.example', { issuer }) },
    { why: 'has run out', make: (issuer: Issuer) => certificateFor(DOMAIN, { issuer, until: '2026-11-01' }) },
    { why: 'vouches for itself', make: () => certificateFor(DOMAIN) },
    {
      why: 'was issued by another authority',
      make: async () => certificateFor(DOMAIN, { issuer: await authority() }),
    },
    { why: 'is none', make: async () => ({ ...(await certificateFor(DOMAIN)), cert: 'certificate' }) },
  ])('not when the certificate $why', async ({ make }) => {
    const root = await authority();
    const processor = await openDsrProcessor({ pair: await make(root) });
    const connector = connectorAt(processor.url, 'opendsr', { certificateAuthorities: root.cert });
    expect(await connector.erase(aboutKari())).toEqual(NOT_SIGNED);
  });

  test('not when the certificate was issued by somebody who may issue none', async () => {
    const root = await authority();
    const leaf = await certificateFor('leaf.example', { issuer: root });
    const pair = await certificateFor(DOMAIN, { issuer: leaf });
    const processor = await openDsrProcessor({ pair, chain: leaf.cert });
    const connector = connectorAt(processor.url, 'opendsr', { certificateAuthorities: root.cert });
    expect(await connector.erase(aboutKari())).toEqual(NOT_SIGNED);
  });

  test("not when the authority is none of the world's, and was not named to us", async () => {
    const { processor } = await open();
    expect(await connectorAt(processor.url, 'opendsr').erase(aboutKari())).toEqual(NOT_SIGNED);
  });
});

test('OpenDSR has no words for a correction or a withdrawal', async () => {
  const { connector } = await open();
  const byHand = { answer: 'manual', because: 'by-hand' };
  expect(await connector.rectify(aboutKari())).toEqual(byHand);
  expect(await connector.withdraw(aboutKari())).toEqual(byHand);
});

type Issuer = Awaited<ReturnType<typeof authority>>;

async function open() {
  const root = await authority();
  const processor = await openDsrProcessor({ pair: await certificateFor(DOMAIN, { issuer: root }) });
  return {
    processor,
    connector: connectorAt(processor.url, 'opendsr', { certificateAuthorities: root.cert }),
  };
}
