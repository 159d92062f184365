import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AzureCosmosDbEmulatorContainer } from '@testcontainers/azure-cosmosdb-emulator';
import { AzureServiceBusContainer } from '@testcontainers/azureservicebus';

const config = readFileSync(join(import.meta.dirname, '../contract/service-bus.config.json'), 'utf8');

/**
 * Starts Microsoft's emulators for the contract suites and hands over their connection strings. Starting them
 * accepts Microsoft's licence of the Service Bus emulator.
 */
export async function setup(): Promise<() => Promise<void>> {
  dockerMustAnswer();
  const [cosmos, serviceBus] = await Promise.all([
    new AzureCosmosDbEmulatorContainer('mcr.microsoft.com/cosmosdb/linux/azure-cosmos-emulator:vnext-preview')
      .withProtocol('http')
      .start(),
    new AzureServiceBusContainer('mcr.microsoft.com/azure-messaging/servicebus-emulator:latest')
      .acceptLicense()
      .withConfig(config)
      .start(),
  ]);
  process.env['CONTRACT_COSMOS'] = cosmos.getConnectionUri();
  process.env['CONTRACT_SERVICE_BUS'] = serviceBus.getConnectionString();
  return async () => {
    await Promise.all([cosmos.stop(), serviceBus.stop()]);
  };
}

function dockerMustAnswer(): void {
  try {
    execFileSync('docker', ['info'], { stdio: 'ignore' });
  } catch (cause) {
    throw new Error(
      "npm run test:emulators needs a running Docker engine for Microsoft's emulators; without one, npm test runs the same suites against the embedded endpoints",
      { cause },
    );
  }
}
