import * as z from 'zod';
import type { ProcessorAnswer } from '../../domain/recipient.ts';
import type { Clock, Connector, ConnectorRequest } from '../../ports.ts';
import type { Settings } from '../settings.ts';
import { isSigned } from './opendsr-signature.ts';
import { ProcessorFault, refused, unexpectedAnswer } from './processor-fault.ts';
import { ProcessorHttp, type ProcessorReply, parseReply } from './processor-http.ts';

/**
 * OpenDSR 2.0, for any processor that speaks it. An erasure is sent once under the request's own id and then asked
 * after; every answer about it must be signed, and is read only after that was seen.
 *
 * Not reached, and a task for staff: rectification and withdrawal, which OpenDSR has no words for.
 */
export function openDsrConnector({
  settings: { url, domain, token, certificateAuthorities: authorities },
  clock,
}: {
  readonly settings: NonNullable<Settings['opendsr']>;
  readonly clock: Pick<Clock, 'now'>;
}): Connector {
  const http = new ProcessorHttp({ url, ...(token && { authorization: () => `Bearer ${token}` }) });
  const byHand = async (): Promise<ProcessorAnswer> => ({ answer: 'manual', because: 'by-hand' });
  return { erase, rectify: byHand, withdraw: byHand, verify };

  async function erase(request: ConnectorRequest): Promise<ProcessorAnswer> {
    // OpenDSR has no identity for a phone number.
    if (request.dossier.emails.length === 0) return byHand();
    const references = [request.id];
    // Asked after first: a request that got through before we knew is not sent again.
    const status = await statusOf(request.id);
    switch (status) {
      case 'completed':
        return { answer: 'done', references };
      case 'cancelled':
        throw refused();
      case 'pending':
      case 'in_progress':
        return { answer: 'accepted', references };
      case undefined:
        await send(request);
        return { answer: 'accepted', references };
    }
  }

  async function verify(references: readonly string[]): Promise<'gone' | 'left'> {
    for (const id of references) if ((await statusOf(id)) !== 'completed') return 'left';
    return 'gone';
  }

  async function send({ id, requestedAt, dossier: { emails } }: ConnectorRequest): Promise<void> {
    const reply = await http.exchange({
      method: 'POST',
      path: '/requests',
      json: {
        regulation: 'gdpr',
        subject_request_id: id,
        subject_request_type: 'erasure',
        submitted_time: requestedAt,
        subject_identities: emails.map((email) => ({
          identity_type: 'email',
          identity_value: email,
          identity_format: 'raw',
        })),
        api_version: '2.0',
      },
    });
    if (reply.status !== 201) throw unexpectedAnswer();
    const receipt = await readSigned(receiptSchema, reply);
    if (receipt.subject_request_id !== id) throw unexpectedAnswer();
  }

  async function statusOf(id: string): Promise<RequestStatus | undefined> {
    const reply = await http.exchange({ path: `/requests/${encodeURIComponent(id)}` });
    if (reply.status === 404) return undefined;
    if (reply.status !== 200) throw unexpectedAnswer();
    const { subject_request_id, request_status } = await readSigned(statusSchema, reply);
    if (subject_request_id !== id) throw unexpectedAnswer();
    return request_status;
  }

  async function readSigned<Body>(schema: z.ZodType<Body>, reply: ProcessorReply): Promise<Body> {
    const expected = { domain, at: clock.now(), authorities };
    if (isSigned(reply, await publishedCertificate(), expected)) return parseReply(schema, reply);
    throw new ProcessorFault({ answer: 'failed', because: 'not-signed' });
  }

  async function publishedCertificate(): Promise<string> {
    const discovery = await http.read(discoverySchema, { path: '/discovery' });
    if (discovery === undefined) throw unexpectedAnswer();
    const published = new ProcessorHttp({ url: discovery.processor_certificate });
    const reply = await published.exchange({ path: '' });
    if (reply.status !== 200) throw unexpectedAnswer();
    return reply.body.toString('latin1');
  }
}

/** An answer can hold the whole request, which is not to be kept: only the number is read. */
const receiptSchema = z.object({ subject_request_id: z.string() });

const statusSchema = receiptSchema.extend({
  request_status: z.enum(['pending', 'in_progress', 'completed', 'cancelled']),
});
type RequestStatus = z.infer<typeof statusSchema>['request_status'];

/** The certificate comes over https; on one machine, over http too. */
const certificateUrl = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && hostname === '127.0.0.1');
});

const discoverySchema = z.object({ processor_certificate: certificateUrl });
