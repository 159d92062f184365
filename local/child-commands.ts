import { join } from 'node:path';
import { azuriteArguments } from './azurite.ts';
import { flags } from './command-line.ts';
import type { DataDirectory } from './data-directory.ts';
import type { ChildName } from './parts.ts';
import type { PortPlan } from './ports.ts';

interface CommandContext {
  readonly ports: PortPlan;
  readonly directory: DataDirectory;
  /** The folder of the Function App. */
  readonly root: string;
  /** Its file. */
  readonly app: string;
  /** The broker's configuration. */
  readonly serviceBusConfig: string;
}

/** What Node runs for each part that is a process of its own. */
export const CHILD_COMMANDS: Readonly<Record<ChildName, (context: CommandContext) => readonly string[]>> = {
  cosmos: ({ ports, directory }) => [
    join(import.meta.dirname, 'cosmos/main.ts'),
    ...flags({ port: ports.cosmos, ...storage(directory, 'cosmos') }),
  ],
  'service-bus': ({ ports, directory, serviceBusConfig }) => [
    join(import.meta.dirname, 'service-bus/main.ts'),
    ...flags({
      port: ports.serviceBus,
      config: serviceBusConfig,
      ...storage(directory, 'service-bus'),
    }),
  ],
  azurite: ({ ports, directory }) =>
    azuriteArguments({
      port: ports.blob,
      directory: directory.ephemeral ? undefined : join(directory.path, 'blob'),
    }),
  functions: ({ ports, directory, root, app }) => [
    join(import.meta.dirname, 'functions-host/main.ts'),
    ...flags({ port: ports.functions, app, root, state: join(directory.path, 'functions') }),
  ],
};

function storage(directory: DataDirectory, folder: string): { ephemeral: true } | { data: string } {
  return directory.ephemeral ? { ephemeral: true } : { data: join(directory.path, folder) };
}
