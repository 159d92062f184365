import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's own folder. */
export const PROJECT_ROOT = join(import.meta.dirname, '..');

/** `Values` of local.settings.json, the file of Azure Functions Core Tools. */
export function readLocalSettings(): Record<string, string> {
  const file: unknown = JSON.parse(readFileSync(join(PROJECT_ROOT, 'local.settings.json'), 'utf8'));
  if (typeof file !== 'object' || file === null || !('Values' in file) || !isSettings(file.Values)) {
    throw new Error('local.settings.json has no "Values" whose members are all strings');
  }
  return file.Values;
}

function isSettings(values: unknown): values is Record<string, string> {
  return (
    typeof values === 'object' &&
    values !== null &&
    Object.values(values).every((value) => typeof value === 'string')
  );
}
