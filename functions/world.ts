import { openContainers } from '../shared/adapters/cosmos/container.ts';
import { tokenFor } from '../shared/adapters/credential.ts';
import { createDeadLetters } from '../shared/adapters/dead-letters.ts';
import { createHealth, type Health } from '../shared/adapters/health.ts';
import { createLinks } from '../shared/adapters/links.ts';
import { createMailer } from '../shared/adapters/mail.ts';
import { createPackageStore } from '../shared/adapters/package-store.ts';
import { createConnectors } from '../shared/adapters/processors/connectors.ts';
import { observed } from '../shared/adapters/processors/observed.ts';
import { createSearch } from '../shared/adapters/search/create-search.ts';
import {
  createEventPublisher,
  createLicenceQueue,
  createMailQueue,
  createServiceBusClient,
} from '../shared/adapters/service-bus.ts';
import { readSettings, type Settings } from '../shared/adapters/settings.ts';
import { createStores } from '../shared/adapters/stores.ts';
import { createTelemetry } from '../shared/adapters/telemetry/create-telemetry.ts';
import { register } from '../shared/policy/register.ts';
import type { Job } from '../shared/policy/signals.ts';
import type { World } from '../shared/ports.ts';
import { renderLetter } from '../web/letters/render-letter.ts';
import { packageDocument } from '../web/package/package-document.ts';

export interface App extends World {
  /** Origins that a registration form may lead on to. */
  readonly redirectOrigins: ReadonlySet<string>;
  /** Timers that stand still. */
  readonly pausedJobs: ReadonlySet<Job>;
  /** How staff get in. */
  readonly staffSignIn: Settings['staff'];
  health(): Promise<Health>;
  close(): Promise<void>;
}

let opened: App | undefined;

/** Everything the triggers need, put together from the settings at the first use: the composition root. */
export function world(): App {
  opened ??= open();
  return opened;
}

/** Milliseconds that telemetry has to be sent when the process ends: the platform does not wait for long. */
const lastChance = 5_000;

/** Sends what is still to be sent and closes what is open, if anything is. */
export async function closeWorld(): Promise<void> {
  await opened?.close();
  opened = undefined;
}

function open(): App {
  const settings = readSettings(process.env);
  const containers = openContainers(settings);
  const stores = createStores(settings, containers);
  const serviceBus = createServiceBusClient(settings);
  const telemetry = createTelemetry(settings);
  return {
    ...stores,
    events: createEventPublisher(serviceBus),
    licenceQueue: createLicenceQueue(serviceBus),
    mailQueue: createMailQueue(serviceBus),
    mailer: createMailer({ settings: settings.mail, render: renderLetter }),
    links: createLinks({ publicOrigin: settings.publicOrigin, keys: stores.keys }),
    connectors: observed(
      createConnectors({
        settings,
        clock: stores.clock,
        logsToken: () => tokenFor(settings, 'https://api.loganalytics.io/.default'),
      }),
      telemetry,
    ),
    search: createSearch(settings),
    packages: createPackageStore(settings),
    packagePages: { html: packageDocument },
    deadLetters: createDeadLetters(() => createServiceBusClient(settings)),
    telemetry,
    redirectOrigins: new Set([...register.controller.sites, ...settings.redirectOrigins]),
    pausedJobs: new Set(settings.pausedJobs),
    staffSignIn: settings.staff,
    health: createHealth({ settings, subjects: containers.subjects, serviceBus }),
    async close() {
      await Promise.allSettled([
        Promise.race([telemetry.flush(), stores.clock.pause(lastChance)]),
        serviceBus.close(),
      ]);
    },
  };
}
