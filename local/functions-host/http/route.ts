/**
 * Routes as Azure Functions takes them from ASP.NET Core
 * (https://learn.microsoft.com/aspnet/core/fundamentals/routing): `licences/{id:guid}/{*rest}`.
 * A route is compiled once; of several that match, the more exact one wins.
 */
export interface Route {
  readonly template: string;
  readonly segments: readonly Segment[];
}

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'parameter'; readonly name: string; readonly accepts: Accepts; readonly exact: boolean }
  | {
      readonly kind: 'optional';
      readonly name: string;
      readonly accepts: Accepts;
      readonly fallback?: string;
    }
  | { readonly kind: 'rest'; readonly name: string; readonly accepts: Accepts };

type Accepts = (value: string) => boolean;

/** Parses a template; throws a sentence about what it cannot express. */
export function compileRoute(template: string): Route {
  const segments = template
    .split('/')
    .filter((part) => part !== '')
    .map(compileSegment);
  const early = segments.slice(0, -1).some(({ kind }) => kind === 'rest' || kind === 'optional');
  if (early) throw new Error(`route "${template}": only the last segment may be optional or take the rest`);
  return { template, segments };
}

/** The parameters by name, or undefined when the path is not the route's. */
export function matchRoute(
  { segments }: Route,
  path: readonly string[],
): Readonly<Record<string, string>> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const value = path[index];
    switch (segment.kind) {
      case 'literal':
        if (value?.toLowerCase() !== segment.text) return undefined;
        break;
      case 'parameter':
        if (value === undefined || !segment.accepts(value)) return undefined;
        parameters[segment.name] = value;
        break;
      case 'optional': {
        const given = value ?? segment.fallback;
        if (given === undefined) break;
        if (!segment.accepts(given)) return undefined;
        parameters[segment.name] = given;
        break;
      }
      case 'rest': {
        const rest = path.slice(index).join('/');
        if (!segment.accepts(rest)) return undefined;
        parameters[segment.name] = rest;
        return parameters;
      }
    }
  }
  return path.length > segments.length ? undefined : parameters;
}

/** Sorts the more exact route first: literal, constrained parameter, parameter, optional, rest. */
export function compareRoutes(a: Route, b: Route): number {
  const length = Math.max(a.segments.length, b.segments.length);
  for (let index = 0; index < length; index += 1) {
    const difference = looseness(a.segments[index]) - looseness(b.segments[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The segments of a request's path, decoded; an encoded slash stays encoded, as in ASP.NET Core. */
export function pathSegments(path: string): readonly string[] {
  const trimmed = path.endsWith('/') ? path.slice(1, -1) : path.slice(1);
  if (trimmed === '') return [];
  const segments = trimmed.split('/');
  return path.includes('%') ? segments.map(decodeSegment) : segments;
}

function decodeSegment(segment: string): string {
  return segment
    .split(/%2f/i)
    .map((part) => decodeURIComponent(part))
    .join('%2F');
}

function looseness(segment: Segment | undefined): number {
  if (segment === undefined) return 0;
  return segment.kind === 'parameter' && segment.exact ? 1 : LOOSENESS[segment.kind];
}

const LOOSENESS: Readonly<Record<Segment['kind'], number>> = {
  literal: 0,
  parameter: 2,
  optional: 3,
  rest: 4,
};

function compileSegment(part: string): Segment {
  if (!/[{}]/.test(part)) return { kind: 'literal', text: part.toLowerCase() };
  const [, stars = '', name, constraints = '', mark] =
    /^\{(\*{0,2})([A-Za-z_]\w*)((?::[^:{}?=]+)*)(\?|=[^{}]*)?\}$/.exec(part) ?? [];
  if (name === undefined) throw new Error(`route segment "${part}" is not supported by this host`);
  const checks = constraints.split(':').slice(1).map(compileConstraint);
  const accepts: Accepts = (value) => checks.every((check) => check(value));
  if (stars !== '') return { kind: 'rest', name, accepts };
  if (mark === '?') return { kind: 'optional', name, accepts };
  if (mark !== undefined) return { kind: 'optional', name, accepts, fallback: mark.slice(1) };
  return {
    kind: 'parameter',
    name,
    accepts: (value) => value !== '' && accepts(value),
    exact: checks.length > 0,
  };
}

function compileConstraint(text: string): Accepts {
  const [, name = text, argument = ''] = /^(\w+)\((.*)\)$/.exec(text) ?? [];
  const compile = constraintsByName[name.toLowerCase()];
  if (compile === undefined) throw new Error(`route constraint "${text}" is not supported by this host`);
  return compile(argument);
}

const INTEGER = /^[+-]?\d+$/;
const DECIMAL = /^[+-]?\d+(\.\d+)?$/;
const GUID = /^(\{)?[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}\}?$/i;

const constraintsByName: Readonly<Record<string, (argument: string) => Accepts>> = {
  alpha: () => (value) => /^[a-z]*$/i.test(value),
  bool: () => (value) => /^(true|false)$/i.test(value),
  datetime: () => (value) => !Number.isNaN(Date.parse(value)),
  decimal: () => (value) => DECIMAL.test(value),
  double: () => (value) => DECIMAL.test(value),
  float: () => (value) => DECIMAL.test(value),
  guid: () => (value) => GUID.test(value),
  int: () => (value) => INTEGER.test(value) && Math.abs(Number(value)) < 2 ** 31,
  length: (argument) => {
    const [least = 0, most = least] = argument.split(',').map(Number);
    return (value) => value.length >= least && value.length <= most;
  },
  long: () => (value) => INTEGER.test(value),
  max: (argument) => (value) => INTEGER.test(value) && Number(value) <= Number(argument),
  maxlength: (argument) => (value) => value.length <= Number(argument),
  min: (argument) => (value) => INTEGER.test(value) && Number(value) >= Number(argument),
  minlength: (argument) => (value) => value.length >= Number(argument),
  range: (argument) => {
    const [least = 0, most = least] = argument.split(',').map(Number);
    return (value) => INTEGER.test(value) && Number(value) >= least && Number(value) <= most;
  },
  required: () => (value) => value !== '',
};
