import { once } from 'node:events';
import type { Container } from '@azure/cosmos';
import type { ServiceBusClient } from '@azure/service-bus';
import storageNames from '../../infra/storage.json' with { type: 'json' };
import { blobServiceOf } from './blob-service.ts';
import { serverOf } from './mail.ts';
import { topicName } from './service-bus.ts';
import type { Settings } from './settings.ts';

type State = 'up' | 'down';

/**
 * Whether each thing the pipeline stands on answers. Processors are not among them: what they do not answer waits. Nor is
 * the Key Vault, which the platform reads before anything starts.
 */
export interface Health {
  readonly cosmos: State;
  readonly serviceBus: State;
  readonly storage: State;
  readonly mail: State;
}

interface StandsOn {
  readonly settings: Settings;
  readonly subjects: Container;
  readonly serviceBus: ServiceBusClient;
}

/** Milliseconds that each has to answer. */
const patience = 3_000;
/** Milliseconds for which all who ask get the same answer: longer than a round of questions lasts, so there is one at a time. */
const goodFor = 5_000;

/**
 * Asks each dependency for something small that needs it whole: a document and a blob that are not there, a link to the
 * topic, a greeting. Anybody may call it as often as they like: it asks once in `goodFor`.
 */
export function createHealth(standsOn: StandsOn): () => Promise<Health> {
  let latest: { readonly until: number; readonly health: Promise<Health> } | undefined;
  return () => {
    const now = performance.now();
    if (latest === undefined || latest.until < now) {
      latest = { until: now + goodFor, health: ask(standsOn) };
    }
    return latest.health;
  };
}

async function ask({ settings, subjects, serviceBus: client }: StandsOn): Promise<Health> {
  const [cosmos, serviceBus, storage, mail] = await Promise.all([
    inTime((abortSignal) => subjects.item('health', 'health').read({ abortSignal })),
    inTime((abortSignal) => openTopic(client, abortSignal)),
    inTime((abortSignal) => lookForBlob(settings, abortSignal)),
    inTime(() => greetMailServer(settings)),
  ]);
  return { cosmos, serviceBus, storage, mail };
}

async function inTime(question: (signal: AbortSignal) => Promise<unknown>): Promise<State> {
  const signal = AbortSignal.timeout(patience);
  const silence = once(signal, 'abort').then((): State => 'down');
  const answer = question(signal).then(
    (): State => 'up',
    (): State => 'down',
  );
  return await Promise.race([answer, silence]);
}

async function openTopic(client: ServiceBusClient, abortSignal: AbortSignal): Promise<void> {
  const sender = client.createSender(topicName);
  try {
    await sender.createMessageBatch({ abortSignal });
  } finally {
    await sender.close();
  }
}

async function lookForBlob(settings: Settings, abortSignal: AbortSignal): Promise<void> {
  const service = await blobServiceOf(settings);
  await service
    .getContainerClient(storageNames.host.packages)
    .getBlobClient('health')
    .exists({ abortSignal });
}

/** Without signing in: who asks us often must not become somebody who signs in often. */
async function greetMailServer({ mail }: Settings): Promise<void> {
  const { createTransport } = await import('nodemailer');
  await createTransport(serverOf(mail, patience)).verify();
}
