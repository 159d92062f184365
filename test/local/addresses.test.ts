import { expect, test } from 'vitest';
import { addressesOf, addressSettings } from '../../local/addresses.ts';
import { readLocalSettings } from '../../local/local-settings.ts';
import { fixedPorts, freePorts } from '../../local/ports.ts';

test('local.settings.json names the addresses at which npm start listens', () => {
  expect(readLocalSettings()).toMatchObject(addressSettings(fixedPorts()));
});

test('an offset moves every port, and every connection string names the moved one', () => {
  const { cosmos, serviceBus, blob, telemetry, smtp } = addressesOf(fixedPorts(100));
  expect(cosmos.connectionString).toContain('AccountEndpoint=http://127.0.0.1:8181/;');
  expect(serviceBus.connectionString).toContain('Endpoint=sb://127.0.0.1:5772;');
  expect(blob.connectionString).toContain('BlobEndpoint=http://127.0.0.1:10100/devstoreaccount1;');
  expect(telemetry.connectionString).toContain('IngestionEndpoint=https://127.0.0.1:7173/');
  expect(smtp.port).toBe(1125);
});

test('free ports are different from one another and below the range that Linux hands out itself', async () => {
  const ports = Object.values(await freePorts());
  expect(new Set(ports).size).toBe(ports.length);
  expect(Math.max(...ports)).toBeLessThan(32_768);
});
