import { expect, onTestFinished, test } from 'vitest';
import { serveHttp } from '../../local/http-endpoint.ts';
import { logQueryRoutes } from '../../local/log-query.ts';
import { freePorts } from '../../local/ports.ts';
import { aboutKari, connectorAt, KARI, KARIS_PHONE } from './processor-target.ts';

const BOTH = { emails: [KARI], phones: [KARIS_PHONE] };

test('telemetry in which nobody is holds nothing', async () => {
  const connector = await openTelemetry(['erasure completed', '4722334455x', 'okari@example.test']);
  expect(await connector.erase(aboutKari({ dossier: BOTH }))).toEqual({ answer: 'nothing-held' });
  expect(await connector.rectify(aboutKari({ dossier: BOTH }))).toEqual({ answer: 'nothing-held' });
});

test.each(['failed for KARI@example.test', 'called +4722334455', 'called 22334455'])(
  'telemetry in which somebody is needs somebody to act: %s',
  async (message) => {
    const connector = await openTelemetry([message]);
    expect(await connector.erase(aboutKari({ dossier: BOTH }))).toEqual({
      answer: 'failed',
      because: 'telemetry-holds-data',
    });
  },
);

test.each(['o"hara@example.test', String.raw`o\hara@example.test`, 'o*hara@example.test'])(
  'an address is searched as it is, whatever signs are in it: %s',
  async (email) => {
    const connector = await openTelemetry([`failed for ${email}`]);
    const about = (address: string) => aboutKari({ dossier: { emails: [address], phones: [] } });
    expect(await connector.erase(about(email))).toMatchObject({ because: 'telemetry-holds-data' });
    expect(await connector.erase(about('" or * has "failed'))).toEqual({ answer: 'nothing-held' });
  },
);

test('a search that was done in part proves nothing', async () => {
  const tables = [{ name: 'PrimaryResult', columns: [], rows: [[0]] }];
  const connector = await serve(() => Response.json({ tables, error: { code: 'PartialError' } }));
  expect(await connector.erase(aboutKari())).toEqual({ answer: 'unreachable', because: 'unavailable' });
});

test('nobody to search for is not searched for', async () => {
  const connector = await serve(() => expect.unreachable('nothing is to be asked'));
  const request = aboutKari({ dossier: { emails: [], phones: [] } });
  expect(await connector.erase(request)).toEqual({ answer: 'nothing-held' });
  expect(await connector.withdraw(aboutKari())).toEqual({ answer: 'nothing-held' });
  expect(await connector.verify([])).toBe('cannot-tell');
});

/** The connector, to a workspace that holds these traces. */
function openTelemetry(messages: readonly string[]) {
  const items = messages.map((message) => ({ data: { baseType: 'MessageData', baseData: { message } } }));
  const access = { workspace: 'workspace-1', token: 'secret' };
  return serve(logQueryRoutes({ items: () => items, access }).fetch);
}

async function serve(fetch: (request: Request) => Response | Promise<Response>) {
  const { telemetry: port } = await freePorts();
  const endpoint = await serveHttp({ port, fetch });
  onTestFinished(() => endpoint.close());
  return connectorAt(`http://127.0.0.1:${port}`, 'azure-monitor');
}
