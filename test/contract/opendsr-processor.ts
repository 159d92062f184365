import { sign } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';
import { serveHttp } from '../../local/http-endpoint.ts';
import { freePorts } from '../../local/ports.ts';

export const DOMAIN = 'opendsr.processor.example';

interface Pair {
  readonly key: string;
  readonly cert: string;
}

/** A certificate that may issue others. */
export function authority(issuer?: Pair): Promise<Pair> {
  const extensions: Extensions = [
    { name: 'basicConstraints', cA: true },
    { name: 'keyUsage', keyCertSign: true },
  ];
  return certificate({ name: `Authority ${issuer === undefined ? 1 : 2}`, extensions, issuer });
}

/** A processor's certificate for a domain; without an issuer it vouches for itself. */
export function certificateFor(
  domain: string,
  options: { readonly issuer?: Pair; readonly until?: string } = {},
): Promise<Pair> {
  const extensions: Extensions = [{ name: 'subjectAltName', altNames: [{ type: 2, value: domain }] }];
  return certificate({ name: DOMAIN, extensions, ...options });
}

type Extensions = NonNullable<NonNullable<Parameters<typeof generate>[1]>['extensions']>;

async function certificate(wanted: {
  readonly name: string;
  readonly extensions: Extensions;
  readonly issuer?: Pair | undefined;
  readonly until?: string;
}): Promise<Pair> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: wanted.name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date('2026-01-01'),
    notAfterDate: new Date(wanted.until ?? '2028-01-01'),
    extensions: wanted.extensions,
    ...(wanted.issuer && { ca: wanted.issuer }),
  });
  return { key, cert };
}

/** A processor that speaks OpenDSR 2.0, and whatever a test changes about it. */
export async function openDsrProcessor(given: { readonly pair: Pair; readonly chain?: string }) {
  const processor = {
    ...given,
    domain: DOMAIN,
    status: 'pending',
    /** The bodies of the requests it got. */
    requests: [] as Record<string, unknown>[],
    /** What becomes of a body between its being signed and its being sent. */
    onTheWay: (body: string) => body,
    url: '',
  };
  const routes = new Hono().basePath('/v2');
  routes.get('/discovery', (c) =>
    c.json({ api_version: '2.0', processor_certificate: `${new URL(c.req.url).origin}/v2/certificate` }),
  );
  routes.get('/certificate', (c) => c.text(`${processor.pair.cert}\n${processor.chain ?? ''}`));
  routes.post('/requests', async (c) => {
    const request = await c.req.json<Record<string, unknown>>();
    processor.requests.push(request);
    return signed(c, { status: 201, body: { subject_request_id: request['subject_request_id'] } });
  });
  routes.get('/requests/:id', (c) => {
    const id = c.req.param('id');
    if (!processor.requests.some((request) => request['subject_request_id'] === id)) return c.body(null, 404);
    return signed(c, {
      status: 200,
      body: { subject_request_id: id, request_status: processor.status },
    });
  });
  const { control: port } = await freePorts();
  const endpoint = await serveHttp({ port, fetch: routes.fetch });
  onTestFinished(() => endpoint.close());
  processor.url = `http://127.0.0.1:${port}/v2`;
  return processor;

  function signed(c: Context, { status, body }: { readonly status: 200 | 201; readonly body: object }) {
    const text = JSON.stringify({ controller_id: 'contracting', ...body });
    const signature = sign('sha256', Buffer.from(text), processor.pair.key).toString('base64');
    return c.body(processor.onTheWay(text), status, {
      'content-type': 'application/json',
      'x-opendsr-processor-domain': processor.domain,
      'x-opendsr-signature': signature,
    });
  }
}
