import { BlobServiceClient } from '@azure/storage-blob';
import { credentialOf } from './credential.ts';
import type { Settings } from './settings.ts';

const retryOptions = { maxTries: 3, tryTimeoutInMs: 30_000, maxRetryDelayInMs: 2_000 };

/** The Function App's own storage account, reached by key on one machine and by identity on Azure. */
export function blobServiceOf(settings: Settings): BlobServiceClient {
  const { storage } = settings;
  if ('connectionString' in storage) {
    return BlobServiceClient.fromConnectionString(storage.connectionString, { retryOptions });
  }
  return new BlobServiceClient(storage.endpoint, credentialOf(settings), { retryOptions });
}
