import type { HostedFunction } from '../hosted-function.ts';
import { toError } from '../invocation.ts';
import type { HttpTrigger } from '../trigger.ts';
import { compareRoutes, compileRoute, matchRoute, pathSegments, type Route } from './route.ts';

export type HttpFunction = HostedFunction<HttpTrigger>;

interface RoutedFunction {
  readonly fn: HttpFunction;
  /** With the prefix, as it stands in the log: the path itself may hold what must not be logged. */
  readonly template: string;
}

export interface Match extends RoutedFunction {
  readonly parameters: Readonly<Record<string, string>>;
}

interface TableRow extends RoutedFunction {
  readonly route: Route;
}

export type FindRoute = (method: string, path: string) => Match | undefined;

/**
 * Finds the function for a method and a path. Where only the method differs there is no match: the Functions
 * host answers 404, not 405. Throws URIError when the path is not well encoded.
 */
export function createRouter(functions: readonly HttpFunction[], routePrefix: string): FindRoute {
  const rows = functions
    .map((fn): TableRow => {
      const template = [routePrefix, fn.trigger.route].filter((part) => part !== '').join('/');
      if (/^admin(\/|$)/i.test(template)) {
        throw new Error(`function "${fn.name}": routes under "admin" belong to the host`);
      }
      return { fn, template, route: compile(fn, template) };
    })
    .sort((a, b) => compareRoutes(a.route, b.route));
  const fixed = fixedRoutes(rows);
  const variable = rows.filter((row) => !isFixed(row));

  return (method, path) => {
    const known = fixed.get(path)?.find(({ fn }) => fn.trigger.methods.includes(method));
    if (known !== undefined) return { ...known, parameters: NO_PARAMETERS };
    const segments = pathSegments(path);
    for (const row of isPlain(path) ? variable : rows) {
      if (!row.fn.trigger.methods.includes(method)) continue;
      const parameters = matchRoute(row.route, segments);
      if (parameters !== undefined) return { fn: row.fn, template: row.template, parameters };
    }
    return undefined;
  };
}

const NO_PARAMETERS = {};

function compile(fn: HttpFunction, template: string): Route {
  try {
    return compileRoute(template);
  } catch (error) {
    throw new Error(`function "${fn.name}": ${toError(error).message}`, { cause: error });
  }
}

/** Most requests are for a route without parameters: those are looked up by the path as it stands. */
function fixedRoutes(rows: readonly TableRow[]): ReadonlyMap<string, readonly TableRow[]> {
  const table = new Map<string, TableRow[]>();
  for (const row of rows.filter(isFixed)) {
    const path = `/${row.route.segments.map((segment) => (segment.kind === 'literal' ? segment.text : '')).join('/')}`;
    table.set(path, [...(table.get(path) ?? []), row]);
  }
  return table;
}

function isFixed({ route }: TableRow): boolean {
  return route.segments.every(({ kind }) => kind === 'literal');
}

/** Such a path is found in the table of fixed routes, or in none. */
function isPlain(path: string): boolean {
  return /^\/([a-z0-9._~-]+(\/[a-z0-9._~-]+)*)?$/.test(path);
}
