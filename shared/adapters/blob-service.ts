import type { BlobServiceClient } from '@azure/storage-blob';
import { credentialOf } from './credential.ts';
import type { Settings } from './settings.ts';

const retryOptions = { maxTries: 3, tryTimeoutInMs: 30_000, maxRetryDelayInMs: 2_000 };

/**
 * The Function App's own storage account, reached by key on one machine and by identity on Azure. The SDK is loaded
 * when somebody asks for it: packages and searches are the only ones that do.
 */
export async function blobServiceOf(settings: Settings): Promise<BlobServiceClient> {
  const { BlobServiceClient } = await import('@azure/storage-blob');
  const { storage } = settings;
  if ('connectionString' in storage) {
    return BlobServiceClient.fromConnectionString(storage.connectionString, { retryOptions });
  }
  return new BlobServiceClient(storage.endpoint, credentialOf(settings), { retryOptions });
}

/** The HTTP status with which the account answered; undefined for a fault that is no answer of it. */
export function statusOf(fault: unknown): number | undefined {
  // By its name: the class comes with the SDK.
  if (!(fault instanceof Error && fault.name === 'RestError' && 'statusCode' in fault)) return undefined;
  return typeof fault.statusCode === 'number' ? fault.statusCode : undefined;
}
