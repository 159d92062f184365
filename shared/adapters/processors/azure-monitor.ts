import * as z from 'zod';
import { parsePhone } from '../../domain/identifier.ts';
import type { Dossier, ProcessorAnswer } from '../../domain/recipient.ts';
import type { Connector } from '../../ports.ts';
import type { Settings } from '../settings.ts';
import { ProcessorFault, unexpectedAnswer } from './processor-fault.ts';
import { ProcessorHttp } from './processor-http.ts';

/** The tables that Application Insights and the Functions host write to. */
const TABLES =
  'AppTraces, AppRequests, AppDependencies, AppExceptions, AppEvents, AppMetrics, FunctionAppLogs';
/** As long as the workspace keeps them. */
const TIMESPAN = 'P30D';

/**
 * Azure's own stores beside our database: the telemetry. Nothing of a person fits into what we send there, and this
 * connector looks whether that holds, by the Log Analytics query API. What it finds is a fault of ours: somebody
 * has to find out how it got there, and purge it.
 *
 * The queries name the person; query auditing (LAQueryLogs), which would keep them, must stay off.
 *
 * @param token a bearer token for `https://api.loganalytics.io`.
 */
export function azureMonitorConnector({
  settings: { url, workspace },
  token,
}: {
  readonly settings: Settings['logs'];
  readonly token: () => Promise<string>;
}): Connector {
  const authorization = async () => {
    try {
      return `Bearer ${await token()}`;
    } catch {
      throw new ProcessorFault({ answer: 'unreachable', because: 'not-authorized' });
    }
  };
  const http = new ProcessorHttp({ url, authorization });
  return {
    erase: ({ dossier }) => search(dossier),
    rectify: ({ dossier }) => search(dossier),
    withdraw: async () => ({ answer: 'nothing-held' }),
    verify: async () => 'cannot-tell',
  };

  async function search(dossier: Dossier): Promise<ProcessorAnswer> {
    const values = [...dossier.emails, ...dossier.phones.flatMap(waysToWrite)];
    if (values.length === 0) return { answer: 'nothing-held' };
    const path = `/v1/workspaces/${encodeURIComponent(workspace)}/query`;
    const json = { query: countOf(values), timespan: TIMESPAN };
    const result = await http.read(queryResult, { method: 'POST', path, json });
    const count = result?.tables[0]?.rows[0]?.[0];
    if (count === undefined) throw unexpectedAnswer();
    // A search that left something out proves nothing.
    if (result?.error !== undefined) {
      throw new ProcessorFault({ answer: 'unreachable', because: 'unavailable' });
    }
    return count > 0 ? { answer: 'failed', because: 'telemetry-holds-data' } : { answer: 'nothing-held' };
  }
}

const queryResult = z.object({
  tables: z.array(z.object({ rows: z.array(z.tuple([z.int()])) })),
  /** Present when only a part of the query could be run. */
  error: z.unknown().optional(),
});

/** KQL that counts the rows with one of the values, as whole words, in any column. */
function countOf(values: readonly string[]): string {
  // The escapes of a JSON string are all escapes of a KQL string literal too.
  const conditions = values.map((value) => `* has ${JSON.stringify(value)}`);
  return `union isfuzzy=true ${TABLES} | where ${conditions.join(' or ')} | summarize count()`;
}

/** E.164, and the eight digits that a Norwegian writes. */
function waysToWrite(phone: string): string[] {
  const national = phone.replace(/^\+47/u, '');
  return national !== phone && parsePhone(national) === phone ? [phone, national] : [phone];
}
