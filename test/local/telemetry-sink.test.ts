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

const COUNT =
  'union isfuzzy=true AppTraces, AppMetrics | where * has "kari@example.test" | summarize count()';

test('what was received can be searched for a word', async () => {
  const { send, query } = await openSink();
  await send(JSON.stringify([trace('mail to <Kari@example.test>'), trace('okari@example.test'), trace('')]));
  await expect(query(COUNT)).resolves.toEqual([
    200,
    { tables: [{ name: 'PrimaryResult', columns: [{ name: 'count_', type: 'long' }], rows: [[1]] }] },
  ]);
});

test('a search looks into the tables it names, and for each word it names', async () => {
  const { send, query } = await openSink();
  await send(JSON.stringify([trace('22334455'), trace('say "hei"'), trace('4722334455')]));
  const inTables = (tables: string) =>
    query(`union isfuzzy=true ${tables} | where * has "22334455" or * has "\\"hei\\"" | summarize count()`);
  await expect(inTables('AppTraces, AppEvents')).resolves.toMatchObject([200, { tables: [{ rows: [[2]] }] }]);
  await expect(inTables('AppEvents')).resolves.toMatchObject([200, { tables: [{ rows: [[0]] }] }]);
});

test.each([
  { why: 'another token', status: 401, options: { token: 'guess' } },
  { why: 'another workspace', status: 404, options: { workspace: 'other' } },
  { why: 'KQL of another form', status: 400, options: { kql: 'AppTraces | take 1' } },
])('a query with $why is refused', async ({ status, options: { kql = COUNT, ...access } }) => {
  const { query } = await openSink();
  await expect(query(kql, access)).resolves.toMatchObject([
    status,
    { error: { code: expect.stringMatching(/Error$/u) } },
  ]);
});

const ACCESS = { workspace: 'workspace-1', token: 'secret' };

/** A trace as the exporter sends it. */
function trace(message: string) {
  return {
    name: 'Microsoft.ApplicationInsights.Message',
    data: { baseType: 'MessageData', baseData: { message } },
  };
}

async function openSink() {
  const ports = await freePorts();
  const certificateFile = join(temporaryDirectory(), 'certificate.pem');
  const sink = await startTelemetrySink({ port: ports.telemetry, certificateFile, queries: ACCESS });
  onTestFinished(() => sink.close());
  const { url, connectionString } = addressesOf(ports).telemetry;
  return { sink, certificateFile, connectionString, send, query };

  function send(body: string | Buffer, headers: Record<string, string> = {}): Promise<[number, unknown]> {
    return post('/v2.1/track', { body, headers });
  }

  function query(kql: string, options: Partial<typeof ACCESS> = {}): Promise<[number, unknown]> {
    const { workspace, token } = { ...ACCESS, ...options };
    const headers = { authorization: `Bearer ${token}` };
    return post(`/v1/workspaces/${workspace}/query`, {
      body: JSON.stringify({ query: kql, timespan: 'P30D' }),
      headers,
    });
  }

  function post(
    path: string,
    { body, headers }: { readonly body: string | Buffer; readonly headers: Record<string, string> },
  ): Promise<[number, unknown]> {
    return new Promise((resolve, reject) => {
      const ca = readFileSync(certificateFile);
      const call = request(`${url}${path}`, { method: 'POST', headers, ca }, (response) => {
        text(response).then((answer) => resolve([response.statusCode ?? 0, JSON.parse(answer)]), reject);
      });
      call.on('error', reject).end(body);
    });
  }
}
