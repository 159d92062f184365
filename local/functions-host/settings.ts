import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';

/** The app's settings by name: on Azure the environment variables of the Function App. */
export type Settings = Readonly<Record<string, string | undefined>>;

const localSettings = z.object({
  IsEncrypted: z.boolean().optional(),
  Values: z.record(z.string(), z.string()).default({}),
});

/** `Values` of local.settings.json in `root`, where there is one, under the process's own environment. */
export async function loadSettings(root: string, environment: Settings): Promise<Settings> {
  const text = await readIfPresent(join(root, 'local.settings.json'));
  if (text === undefined) return environment;
  const { IsEncrypted, Values } = parseLocalSettings(text);
  if (IsEncrypted === true) {
    throw new Error(
      'local.settings.json is encrypted, which this host cannot read: run "func settings decrypt" first',
    );
  }
  return { ...Values, ...environment };
}

/** The hosted code reads its settings from the environment, as on Azure. */
export function exportSettings(settings: Settings, environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(settings)) {
    if (value !== undefined) environment[name] ??= value;
  }
}

/** Replaces each `%NAME%` in a binding's text by the setting of that name. */
export function resolveSettings(text: string, settings: Settings): string {
  return text.replaceAll(/%([^%]+)%/g, (_, name: string) => {
    const value = settings[name];
    if (value === undefined) throw new Error(`the setting ${name} is missing`);
    return value;
  });
}

/** The text of a file, or undefined when there is no such file. */
export async function readIfPresent(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parseLocalSettings(text: string): z.infer<typeof localSettings> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's own message would quote the file, which holds secrets.
    throw new Error('local.settings.json is not JSON');
  }
  const parsed = localSettings.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Error(`local.settings.json: ${z.prettifyError(parsed.error)}`);
}
