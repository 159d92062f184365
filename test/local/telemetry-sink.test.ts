import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { addressesOf } from '../../local/addresses.ts';
import { freePorts } from '../../local/ports.ts';
import { KEPT_ITEMS, startTelemetrySink } from '../../local/telemetry-sink.ts';
import { temporaryDirectory } from './temporary-directory.ts';

test('the Application Insights client delivers events and metrics', async () => {
  const { sink, certificateFile, connectionString } = await openSink();
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'fixtures/send-telemetry.ts')], {
    env: {
      ...process.env,
      APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString,
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
      NODE_EXTRA_CA_CERTS: certificateFile,
    },
  });
  const received = JSON.stringify(sink.items());
  expect(received).toContain('erasure completed');
  expect(received).toContain('requests open');
});

test('items come as a JSON array or a line each, plain or zipped', async () => {
  const { sink, send } = await openSink();
  await expect(send('[{"name":"a"},{"name":"b"}]')).resolves.toEqual([
    200,
    { itemsReceived: 2, itemsAccepted: 2, errors: [] },
  ]);
  await expect(send('{"name":"c"}\n{"name":"d"}\n')).resolves.toMatchObject([200, { itemsAccepted: 2 }]);
  await expect(send(gzipSync('[{"name":"e"}]'), { 'content-encoding': 'gzip' })).resolves.toMatchObject([
    200,
    { itemsAccepted: 1 },
  ]);
  expect(sink.items().map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd', 'e']);
});

test.each(['not JSON', '[1, 2]', ''])('what is not telemetry is refused: %j', async (body) => {
  const { sink, send } = await openSink();
  await expect(send(body)).resolves.toMatchObject([400, { itemsAccepted: 0 }]);
  expect(sink.items()).toEqual([]);
});

test('only the newest items are kept', async () => {
  const { sink, send } = await openSink();
  const items = Array.from({ length: KEPT_ITEMS + 1 }, (_, index) => ({ name: String(index) }));
  await send(JSON.stringify(items));
  expect(sink.items()).toHaveLength(KEPT_ITEMS);
  expect(sink.items()[0]).toEqual({ name: '1' });
});

async function openSink() {
  const ports = await freePorts();
  const certificateFile = join(temporaryDirectory(), 'certificate.pem');
  const sink = await startTelemetrySink({ port: ports.telemetry, certificateFile });
  onTestFinished(() => sink.close());
  const { url, connectionString } = addressesOf(ports).telemetry;
  return { sink, certificateFile, connectionString, send };

  function send(body: string | Buffer, headers: Record<string, string> = {}): Promise<[number, unknown]> {
    return new Promise((resolve, reject) => {
      const ca = readFileSync(certificateFile);
      const call = request(`${url}/v2.1/track`, { method: 'POST', headers, ca }, (response) => {
        text(response).then((answer) => resolve([response.statusCode ?? 0, JSON.parse(answer)]), reject);
      });
      call.on('error', reject).end(body);
    });
  }
}
