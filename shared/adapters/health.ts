import type { Container } from '@azure/cosmos';
import type { ServiceBusClient } from '@azure/service-bus';
import { topicName } from './service-bus.ts';

/** Whether each thing the pipeline stands on answers right now. */
export interface Health {
  readonly cosmos: 'up' | 'down';
  readonly serviceBus: 'up' | 'down';
}

/** Asks each dependency for something small that needs it whole: a document that is not there, a link to the topic. */
export async function checkHealth({
  subjects,
  serviceBus,
}: {
  readonly subjects: Container;
  readonly serviceBus: ServiceBusClient;
}): Promise<Health> {
  const [cosmos, bus] = await Promise.all([
    up(subjects.item('health', 'health').read()),
    up(openTopic(serviceBus)),
  ]);
  return { cosmos, serviceBus: bus };
}

async function up(question: Promise<unknown>): Promise<'up' | 'down'> {
  try {
    await question;
    return 'up';
  } catch {
    return 'down';
  }
}

async function openTopic(client: ServiceBusClient): Promise<void> {
  const sender = client.createSender(topicName);
  try {
    await sender.createMessageBatch();
  } finally {
    await sender.close();
  }
}
