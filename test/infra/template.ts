import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, type Json, type JsonObject } from '../../local/cosmos/json.ts';
import { deploy, isModule, type Resource } from './arm/deploy.ts';
import { objectOf, partOf } from './arm/functions.ts';

const infra = join(import.meta.dirname, '../../infra');

/** What is sent to Azure; `npm run infra` sees that it is what the Bicep files say. */
export const compiled = read('main.json');

/** What has to be given, and is not known before there is a company to ask: as `main.bicepparam` has it. */
const needed: JsonObject = {
  mail: {
    host: 'smtp.not-set.invalid',
    port: '587',
    from: 'privacy@not-set.invalid',
    user: null,
    dkim: null,
  },
  processors: {
    zendesk: { url: 'https://zendesk.not-set.invalid', email: 'privacy@not-set.invalid' },
    goto: { url: 'https://api.getgo.com', organizerKey: 'not-set' },
    teamviewer: { url: 'https://webapi.teamviewer.com' },
  },
  runbooksUrl: 'https://runbooks.example/docs/operations',
};

/** Whatever can be set. */
const everything: JsonObject = {
  ...needed,
  mail: {
    host: 'smtp.example',
    port: '587',
    from: 'privacy@contracting.example',
    user: 'privacy',
    dkim: { domain: 'contracting.example', selector: 'privacy' },
  },
  publicOrigin: 'https://privacy.contracting.example',
  redirectOrigins: ['https://www.contracting.example'],
  staffClientId: '00000000-0000-4000-8000-00000000000a',
  operatorsGroupId: '00000000-0000-4000-8000-00000000000b',
  alertEmails: ['operations@contracting.example'],
};

const parameters = {
  'dev with nothing set': { environmentName: 'dev', stage: read('parameters/dev.json'), ...needed },
  dev: { environmentName: 'dev', stage: read('parameters/dev.json'), ...everything },
  prod: { environmentName: 'prod', stage: read('parameters/prod.json'), ...everything },
} as const satisfies Readonly<Record<string, JsonObject>>;

export type Environment = keyof typeof parameters;

export const environments = Object.keys(parameters) as Environment[];

/** What an environment comes to consist of. */
export interface Deployed {
  readonly environment: Environment;
  readonly template: JsonObject;
  readonly parameters: JsonObject;
  readonly resources: readonly Resource[];
  /** Every mention of a resource, also of one that is made elsewhere or was made before. */
  readonly mentioned: readonly Resource[];
  readonly outputs: JsonObject;
  readonly of: (type: string) => readonly Resource[];
  /** The only one of its type. */
  readonly the: (type: string) => Resource;
}

export function deployed(
  environment: Environment,
  template: JsonObject = compiled,
  others: JsonObject = {},
): Deployed {
  const given = { ...parameters[environment], ...others };
  const { resources: mentioned, outputs } = deploy(template, given);
  const asked = mentioned.filter(({ existing }) => !existing);
  // One that is made only where there is none gives way to what is said of it later.
  const resources = asked.filter(
    ({ id, onlyIfNotExists }) =>
      !onlyIfNotExists || !asked.some((other) => other.id === id && !other.onlyIfNotExists),
  );
  const of = (type: string) => resources.filter((resource) => resource.type === type);
  return {
    environment,
    template,
    parameters: given,
    resources,
    mentioned,
    outputs,
    of,
    the(type) {
      const [only, ...more] = of(type);
      if (only === undefined || more.length > 0) throw new Error(`there is not one ${type}`);
      return only;
    },
  };
}

/**
 * The template with one thing otherwise: at `cosmos/account/properties/disableLocalAuth`, through the modules; undefined
 * takes it out.
 */
export function templateWith(path: string, value: Json | undefined): JsonObject {
  return objectOf(changed(compiled, path.split('/'), value));
}

/** `prod` with one thing otherwise. */
export function prodWith(path: string, value: Json | undefined): Deployed {
  return deployed('prod', templateWith(path, value));
}

function changed(json: Json, [key = '', ...rest]: readonly string[], value: Json | undefined): Json {
  const { resources } = isObject(json) ? json : {};
  if (isObject(resources) && !sections.has(key)) {
    return { ...objectOf(json), resources: changed(resources, [key, ...rest], value) };
  }
  const there = partOf(json, Array.isArray(json) ? Number(key) : key) ?? {};
  const way = isObject(there) && isModule(there) ? ['properties', 'template', ...rest] : rest;
  const member = rest.length === 0 ? value : changed(there, way, value);
  if (Array.isArray(json)) {
    return (json as readonly Json[]).toSpliced(Number(key), 1, ...(member === undefined ? [] : [member]));
  }
  const { [key]: _, ...others } = objectOf(json);
  return member === undefined ? others : { ...others, [key]: member };
}

/** What a template has beside its resources. */
const sections = new Set(['functions', 'outputs', 'parameters', 'variables']);

function read(path: string): JsonObject {
  return objectOf(JSON.parse(readFileSync(join(infra, path), 'utf8')) as Json);
}

/** A text as it is, anything else as JSON. */
export function asText(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** Every text in it, names of properties included. */
export function textsIn(json: Json): string[] {
  if (typeof json === 'string') return [json];
  if (Array.isArray(json)) return (json as readonly Json[]).flatMap(textsIn);
  return isObject(json) ? Object.entries(json).flatMap(([name, value]) => [name, ...textsIn(value)]) : [];
}
