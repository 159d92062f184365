import { setTimeout as delay } from 'node:timers/promises';
import { app, type InvocationContext } from '@azure/functions';

interface Item {
  readonly id: string;
  readonly wish?: 'fail-twice' | 'fail' | 'slow';
}

const source = {
  connection: 'Store',
  databaseName: 'app',
  feedPollDelay: 50,
  leaseAcquireInterval: 200,
  createLeaseContainerIfNotExists: true,
};

let failures = 0;

async function handle(documents: unknown[], context: InvocationContext): Promise<void> {
  const items = documents as Item[];
  const retry = context.retryContext?.retryCount ?? 0;
  context.log(`saw ${items.map(({ id }) => id).join(',')}; retry ${retry}`);
  for (const { wish } of items) {
    if (wish === 'slow') await delay(2_000);
    if (wish === 'fail') throw new Error('fails always');
    if (wish === 'fail-twice' && failures < 2) {
      failures += 1;
      throw new Error('fails twice');
    }
  }
}

app.cosmosDB('with-retry', {
  ...source,
  containerName: 'items',
  leaseContainerPrefix: 'with-retry-',
  maxItemsPerInvocation: 10,
  startFromBeginning: true,
  retry: { strategy: 'exponentialBackoff', maxRetryCount: -1, minimumInterval: 0, maximumInterval: 1_000 },
  handler: handle,
});

app.cosmosDB('without-retry', {
  ...source,
  containerName: 'others',
  leaseContainerPrefix: 'without-retry-',
  handler: handle,
});
