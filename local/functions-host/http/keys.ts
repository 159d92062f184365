import type { IncomingHttpHeaders } from 'node:http';
import type { Settings } from '../settings.ts';
import type { HttpTrigger } from '../trigger.ts';

export interface Key {
  readonly name: string;
  readonly value: string;
  /** `admin` opens everything, `function` every function of that level. */
  readonly level: 'function' | 'admin';
}

/** Known to everybody: it guards nothing on a machine that listens on 127.0.0.1, and makes keys testable. */
export const DEVELOPMENT_KEY: Key = { name: 'local', value: 'local-key', level: 'admin' };

const FUNCTION_KEY_SETTING = 'FunctionsHost__FunctionKeys__';
const MASTER_KEY_SETTING = 'FunctionsHost__MasterKey';

/** The development key, and those in `FunctionsHost__FunctionKeys__<name>` and `FunctionsHost__MasterKey`. */
export function readKeys(settings: Settings): readonly Key[] {
  const keys: Key[] = [DEVELOPMENT_KEY];
  for (const [setting, value] of Object.entries(settings)) {
    if (value === undefined || value === '') continue;
    if (setting === MASTER_KEY_SETTING) keys.push({ name: '_master', value, level: 'admin' });
    if (setting.startsWith(FUNCTION_KEY_SETTING)) {
      keys.push({ name: setting.slice(FUNCTION_KEY_SETTING.length), value, level: 'function' });
    }
  }
  return keys;
}

export type Authorize = (
  level: HttpTrigger['authLevel'],
  headers: IncomingHttpHeaders,
  url: string,
) => boolean;

/** A key is taken from the header `x-functions-key`, else from the query parameter `code`. */
export function createAuthorizer(keys: readonly Key[]): Authorize {
  const levels = new Map(keys.map(({ value, level }) => [value, level]));
  return (required, headers, url) => {
    if (required === 'anonymous') return true;
    const header = headers['x-functions-key'];
    const given = levels.get((typeof header === 'string' ? header : undefined) ?? codeOf(url) ?? '');
    return given === 'admin' || given === required;
  };
}

function codeOf(url: string): string | undefined {
  const query = url.indexOf('?');
  if (query === -1) return undefined;
  return new URLSearchParams(url.slice(query)).get('code') ?? undefined;
}
