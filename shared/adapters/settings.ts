import * as z from 'zod';
import names from '../../infra/settings.json' with { type: 'json' };
import type { StaffSignIn } from '../domain/staff-member.ts';
import { jobs } from '../policy/signals.ts';

/** Where a service is: a connection string on one machine, an endpoint reached by identity on Azure. */
const connection = z
  .union([z.object({ connectionString: z.string().min(1) }), z.object({ endpoint: z.string().min(1) })])
  .readonly();

const schema = z.object({
  cosmos: connection,
  serviceBus: connection,
  /**
   * Client id of the user-assigned managed identity; absent where there is only one identity. The triggers read
   * theirs from `Cosmos__clientId` and `ServiceBus__clientId`.
   */
  identityClientId: z.string().optional(),
  /** The peppers of the identifier hashes, newest last: `1=<base64>,2=<base64>`, 32 bytes or more each. */
  identifierPeppers: z
    .string()
    .transform((text) => text.split(',').map(readPepper))
    // A reference that the platform has not resolved is text too, and nobody may ever be entered under that.
    .refine((peppers) => peppers.every(({ version, secret }) => version > 0 && secret.length >= 32)),
  redirectOrigins: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((origin) => origin !== '')),
  /** Timers that operations have told to stand still. */
  pausedJobs: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(jobs))),
  /** Application Insights; `authentication` is there where it takes nothing but Entra ID, and then our identity signs in. */
  telemetry: z.object({ connectionString: z.string().optional(), authentication: z.string().optional() }),
  /** Where people reach the product: what links in mails begin with. */
  publicOrigin: z.url().transform((url) => new URL(url).origin),
  mail: z.object({
    host: z.string().min(1),
    port: z.coerce.number().int().positive(),
    from: z.email(),
    user: z.string().optional(),
    password: z.string().optional(),
    /** Where no relay signs: the domain's own DKIM key, PEM. */
    dkimDomain: z.string().optional(),
    dkimSelector: z.string().optional(),
    dkimKey: z.string().includes('PRIVATE KEY').optional(),
  }),
  zendesk: z.object({ url: z.url(), email: z.string().min(1), token: z.string().min(1) }),
  goto: z.object({ url: z.url(), organizerKey: z.string().min(1), token: z.string().min(1) }),
  teamviewer: z.object({ url: z.url(), token: z.string().min(1) }),
  /** Log Analytics; a token of its own on one machine, the identity on Azure. */
  logs: z.object({ url: z.url(), workspace: z.string().min(1), token: z.string().optional() }),
  /** A processor that speaks OpenDSR 2.0: none of today's, so the group is there whole or not at all. */
  opendsr: z.preprocess(
    (group) => (isEmptyGroup(group) ? undefined : group),
    z
      .object({
        /** Up to and with the version: `https://opendsr.processor.test/v2`. */
        url: z.url(),
        /** The domain its answers and its certificate are to name. */
        domain: z.string().min(1),
        token: z.string().optional(),
        /** Authorities to trust instead of those Node comes with, PEM one after the other. */
        certificateAuthorities: z.string().optional(),
      })
      .optional(),
  ),
  /**
   * Who opens the operations pages: those whom App Service lets in, where the platform says that it asks; on one
   * machine whoever has the development key, which opens nothing on Azure.
   */
  staff: z
    .object({
      authentication: z.string().optional(),
      site: z.string().optional(),
      developmentKey: z.string().optional(),
    })
    .transform(({ authentication, site, developmentKey }): StaffSignIn => {
      if (authentication?.toLowerCase() === 'true') return { by: 'entra-id' };
      if (site !== undefined || developmentKey === undefined) return { by: 'nothing' };
      return { by: 'development-key', key: developmentKey };
    }),
  /** The Function App's own storage, which a search for leftovers reads too. */
  storage: connection,
});

function isEmptyGroup(group: unknown): boolean {
  return Object.values(group ?? {}).every((value) => value === undefined);
}

export type Settings = z.infer<typeof schema>;

export interface Pepper {
  readonly version: number;
  readonly secret: Buffer;
}

function readPepper(text: string): Pepper {
  const [version, secret = ''] = text.split(/=(.*)/s);
  return { version: Number(version), secret: Buffer.from(secret, 'base64') };
}

/**
 * Reads the settings once, from the application settings that infra/settings.json names: one for each value, or for a
 * connection two, that of one machine and that of Azure. The platform itself sets those that begin with `WEBSITE_`.
 *
 * @throws Error that names the settings that are missing or malformed, never their values.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  // An empty setting is how a host is told that there is none.
  const value = (name: string) => environment[name] || undefined;
  const connectionOf = ([connectionString = '', endpoint = '']: readonly string[]) =>
    value(connectionString) === undefined
      ? { endpoint: value(endpoint) }
      : { connectionString: value(connectionString) };
  const valueOf = (from: SettingNames): unknown => {
    if (typeof from === 'string') return value(from);
    if (isConnection(from)) return connectionOf(from);
    return Object.fromEntries(Object.entries(from).map(([field, name]) => [field, value(name)]));
  };
  const result = schema.safeParse(
    Object.fromEntries(Object.entries<SettingNames>(names).map(([field, from]) => [field, valueOf(from)])),
  );
  if (result.success) return result.data;
  const wrong = new Set(result.error.issues.map(({ path }) => nameOf(path.map(String))));
  throw new Error(`application settings missing or malformed: ${[...wrong].join(', ')}`);
}

type SettingNames = string | readonly string[] | Readonly<Record<string, string>>;

function isConnection(from: SettingNames): from is readonly string[] {
  return Array.isArray(from);
}

function nameOf([field = '', part = '']: readonly string[]): string {
  const from = Object.entries<SettingNames>(names).find(([key]) => key === field)?.[1] ?? field;
  if (typeof from === 'string') return from;
  return isConnection(from) ? from.join(' or ') : (from[part] ?? Object.values(from).join(', '));
}
