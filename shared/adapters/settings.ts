import { z } from 'zod';

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
    .refine((peppers) => peppers.every(({ secret }) => secret.length >= 32)),
  redirectOrigins: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter((origin) => origin !== '')),
  telemetry: z.string().optional(),
});

export type Settings = z.infer<typeof schema>;

export interface Pepper {
  readonly version: number;
  readonly secret: Buffer;
}

function readPepper(text: string): Pepper {
  const [version, secret = ''] = text.split(/=(.*)/s);
  return { version: Number(version), secret: Buffer.from(secret, 'base64') };
}

/** Which application setting each value is read from. */
const names = {
  cosmos: ['Cosmos', 'Cosmos__accountEndpoint'],
  serviceBus: ['ServiceBus', 'ServiceBus__fullyQualifiedNamespace'],
  identityClientId: 'AZURE_CLIENT_ID',
  identifierPeppers: 'IDENTIFIER_PEPPERS',
  redirectOrigins: 'REDIRECT_ORIGINS',
  telemetry: 'APPLICATIONINSIGHTS_CONNECTION_STRING',
} as const;

/**
 * Reads the settings once.
 *
 * @throws Error that names the settings that are missing or malformed, never their values.
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const from = ([connectionString, endpoint]: readonly [string, string]) =>
    environment[connectionString] === undefined
      ? { endpoint: environment[endpoint] }
      : { connectionString: environment[connectionString] };
  const result = schema.safeParse({
    cosmos: from(names.cosmos),
    serviceBus: from(names.serviceBus),
    identityClientId: environment[names.identityClientId],
    identifierPeppers: environment[names.identifierPeppers],
    redirectOrigins: environment[names.redirectOrigins],
    // An empty setting is how a host is told that there is none.
    telemetry: environment[names.telemetry] || undefined,
  });
  if (result.success) return result.data;
  const wrong = new Set(result.error.issues.map(({ path }) => nameOf(String(path[0]))));
  throw new Error(`application settings missing or malformed: ${[...wrong].join(', ')}`);
}

function nameOf(field: string): string {
  const name = Object.entries(names).find(([key]) => key === field)?.[1] ?? field;
  return typeof name === 'string' ? name : name.join(' or ');
}
