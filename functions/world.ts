import { systemClock } from '../shared/adapters/clock.ts';
import { openContainers } from '../shared/adapters/cosmos/container.ts';
import { createIdentifierStore } from '../shared/adapters/cosmos/identifier-store.ts';
import { createSubjectStore } from '../shared/adapters/cosmos/subject-store.ts';
import { checkHealth, type Health } from '../shared/adapters/health.ts';
import { ids } from '../shared/adapters/ids.ts';
import { createKeys } from '../shared/adapters/keys.ts';
import {
  createEventPublisher,
  createLicenceQueue,
  createServiceBusClient,
} from '../shared/adapters/service-bus.ts';
import { readSettings } from '../shared/adapters/settings.ts';
import { createTelemetry } from '../shared/adapters/telemetry.ts';
import { register } from '../shared/policy/register.ts';
import type { World } from '../shared/ports.ts';

export interface App extends World {
  /** Origins that a registration form may lead on to. */
  readonly redirectOrigins: ReadonlySet<string>;
  health(): Promise<Health>;
  close(): Promise<void>;
}

let opened: App | undefined;

/** Everything the triggers need, put together from the settings at the first use: the composition root. */
export function world(): App {
  opened ??= open();
  return opened;
}

/** Sends what is still to be sent and closes what is open, if anything is. */
export async function closeWorld(): Promise<void> {
  await opened?.close();
  opened = undefined;
}

function open(): App {
  const settings = readSettings(process.env);
  const containers = openContainers(settings);
  const serviceBus = createServiceBusClient(settings);
  const telemetry = createTelemetry(settings.telemetry);
  return {
    clock: systemClock,
    ids,
    keys: createKeys(settings.identifierPeppers),
    identifiers: createIdentifierStore(containers.identifiers, systemClock),
    subjects: createSubjectStore(containers.subjects),
    events: createEventPublisher(serviceBus),
    licenceQueue: createLicenceQueue(serviceBus),
    telemetry,
    redirectOrigins: new Set([...register.controller.sites, ...settings.redirectOrigins]),
    health: () => checkHealth({ subjects: containers.subjects, serviceBus }),
    async close() {
      await Promise.allSettled([telemetry.flush(), serviceBus.close()]);
    },
  };
}
