import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { addressesOf } from '../../local/addresses.ts';
import { freePorts } from '../../local/ports.ts';
import { startTelemetrySink } from '../../local/telemetry-sink.ts';
import { callsIn, complaintsAboutTelemetry, eventsNamed, metricsIn } from '../journeys/sent-telemetry.ts';

/** What the real SDK has sent when the program is over. */
let items: readonly unknown[];
/** A program that says all that can be said, and some of what cannot. */
const program = join(import.meta.dirname, 'telemetry-apps/say-much.ts');
const toldTo = (connectionString: string, certificateFile?: string) => ({
  ...process.env,
  APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString,
  APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
  ...(certificateFile !== undefined && { NODE_EXTRA_CA_CERTS: certificateFile }),
});

beforeAll(async () => {
  const ports = await freePorts();
  const folder = await mkdtemp(join(tmpdir(), 'telemetry-'));
  const certificateFile = join(folder, 'certificate.pem');
  const queries = { workspace: 'workspace-1', token: 'secret' };
  const sink = await startTelemetrySink({ port: ports.telemetry, certificateFile, queries });
  const { connectionString } = addressesOf(ports).telemetry;
  await promisify(execFile)(process.execPath, [program], { env: toldTo(connectionString, certificateFile) });
  items = sink.items();
  await sink.close();
  await rm(folder, { recursive: true });
});

describe('a business event', () => {
  test('is never sampled: each of thousands arrives, though its trace is part of no sample', () => {
    const sent = eventsNamed(items, 'registration-received');
    const ofTheTrace = sent.filter(({ trace }) => trace === '0af7651916cd43dd8448eb211c80319c');
    expect(ofTheTrace).toHaveLength(3_000);
    expect(sent).toHaveLength(3_001);
  });

  test('says its words and numbers, in the trace of what caused it', () => {
    expect(eventsNamed(items, 'disclosure-recorded')).toEqual([
      { trace: '4bf92f3577b34da6a3ce929d0e0e4736', said: { records: 3 } },
    ]);
    expect(eventsNamed(items, 'job-ended')).toEqual([
      { trace: undefined, said: { job: 'measure', outcome: 'failed', seconds: 0.25 } },
    ]);
  });

  test('is sent without what is not on the list, and that is counted', () => {
    const [bare] = eventsNamed(items, 'registration-received').filter(({ trace }) => trace === undefined);
    expect(bare?.said).toEqual({});
    expect(metricsIn(items)).toContainEqual({ name: 'words-unlisted.words', value: 2, about: {} });
    expect(JSON.stringify(items)).not.toMatch(/kari/i);
    // The check of every journey sees that something is missing.
    expect(complaintsAboutTelemetry(items)).toEqual([
      expect.stringMatching('registration-received lacks channel'),
    ]);
  });
});

test('what is counted arrives as one sum', () => {
  const sums = metricsIn(items).filter(({ name }) => /^(events-relayed|cookies-chosen)/.test(name));
  expect(sums).toEqual([
    { name: 'events-relayed.events', value: 10, about: {} },
    { name: 'cookies-chosen', value: 1, about: { source: 'gpc' } },
  ]);
});

test('of a gauge the newest value arrives, and no number that there is not', () => {
  const gauges = metricsIn(items).filter(({ name }) => /^(dead-letters|requests-open)/.test(name));
  expect(gauges).toEqual([
    { name: 'dead-letters.messages', value: 4, about: { entity: 'mail-later' } },
    { name: 'requests-open.requests', value: 0, about: { right: 'access' } },
    { name: 'requests-open.overdue', value: 0, about: { right: 'access' } },
  ]);
});

test('a call to a processor arrives with its trace and its duration, and with no address', () => {
  expect(callsIn(items)).toEqual([
    {
      trace: '4bf92f3577b34da6a3ce929d0e0e4736',
      processor: 'zendesk',
      operation: 'erase',
      resultCode: 'done',
      success: true,
      duration: '00:00:01.500',
    },
  ]);
});

test('where Application Insights is away, the log says so, and nothing of what was said', async () => {
  const { connectionString } = addressesOf(await freePorts()).telemetry;
  const child = spawn(process.execPath, [program], { env: toldTo(connectionString) });
  onTestFinished(() => void child.kill());
  let complaint = '';
  while (!complaint.includes('\n')) complaint += String((await once(child.stderr, 'data'))[0]);
  expect(complaint).toMatch(/^\(node:\d+\) Warning: telemetry could not be sent\n/);
});
