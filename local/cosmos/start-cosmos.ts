import type { Clock } from '../clock.ts';
import type { Part } from '../part.ts';
import { AccountOperations } from './account-operations.ts';
import type { Answer } from './answer.ts';
import { Catalog } from './catalog.ts';
import { CommitQueue } from './commit-queue.ts';
import { openDatabaseFile } from './database-file.ts';
import { ErasureSchedule } from './erasure-schedule.ts';
import { ExpirySweep } from './expiry-sweep.ts';
import { Faults } from './faults.ts';
import { isQueryPlan, itemRequest, itemsRequest, partitionKeyDelete } from './item-requests.ts';
import type { CosmosRequest } from './request.ts';
import { listen } from './server.ts';

export interface CosmosPart extends Part {
  readonly commands: {
    /** `{status: 429 | 503, next: n}`: the next n answers about items fail that way. */
    readonly fault: (argument: unknown) => void;
    /** Takes everything erased and expired out of the files before it returns. */
    readonly compact: () => void;
    /** How many requests about items were answered since the start; query plans and metadata do not count. */
    readonly requests: () => number;
  };
}

/** Starts the endpoint on 127.0.0.1; `data` is a directory, or `ephemeral` for memory. */
export async function startCosmos({
  port,
  data,
  clock,
}: {
  readonly port: number;
  readonly data: string;
  readonly clock: Clock;
}): Promise<CosmosPart> {
  const { database, leftOpen, compact } = openDatabaseFile(data);
  const erasure = new ErasureSchedule(compact);
  const catalog = new Catalog({ database, clock, onErase: () => erasure.noteErasure() });
  if (leftOpen) erasure.noteErasure();
  const queue = new CommitQueue<Answer>(database, () => catalog.reload());
  const sweep = new ExpirySweep(clock, () => catalog.containers());
  const account = new AccountOperations(database, catalog);
  const faults = new Faults();
  let requests = 0;

  const run = (request: CosmosRequest): Answer => {
    const { address } = request;
    if (address.kind !== 'items' && address.kind !== 'item' && address.kind !== 'partition-key-delete') {
      return account.run(request);
    }
    const container = catalog.container(address.database, address.container);
    switch (address.kind) {
      case 'items':
        return itemsRequest(database, container, request);
      case 'item':
        return itemRequest(container, request, address);
      case 'partition-key-delete':
        return partitionKeyDelete(container, request);
    }
  };

  const server = await listen(port, (request, done, failed) => {
    if (isAboutItems(request)) {
      requests++;
      const fault = faults.take();
      if (fault !== undefined) return failed(fault);
    }
    queue.add({ run: () => run(request), done, failed });
  }).catch((fault: unknown) => {
    sweep.stop();
    erasure.stop();
    database.close();
    throw fault;
  });

  const compactAll = () => {
    sweep.sweepAll();
    erasure.compactNow();
  };
  return {
    port,
    commands: {
      fault: (argument) => faults.order(argument),
      compact: compactAll,
      requests: () => requests,
    },
    async close() {
      sweep.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      queue.flush();
      compactAll();
      erasure.stop();
      database.close();
    },
  };
}

const ABOUT_ITEMS = new Set(['items', 'item', 'partition-key-delete']);

const isAboutItems = (request: CosmosRequest) =>
  ABOUT_ITEMS.has(request.address.kind) && !isQueryPlan(request);
