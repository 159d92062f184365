import { CosmosClient } from '@azure/cosmos';
import { expect, onTestFinished, test } from 'vitest';
import schema from '../../infra/cosmos.json' with { type: 'json' };
import { addressesOf } from '../../local/addresses.ts';
import { OffsetClock } from '../../local/clock.ts';
import { startCosmos } from '../../local/cosmos/start-cosmos.ts';
import { freePorts } from '../../local/ports.ts';
import { provision } from '../../local/provision.ts';

test('containers of an earlier time get the indexes of today, and keep what lies in them', async () => {
  const ports = await freePorts();
  const part = await startCosmos({ port: ports.cosmos, data: 'ephemeral', clock: new OffsetClock() });
  onTestFinished(() => part.close());
  const { connectionString } = addressesOf(ports).cosmos;
  const client = new CosmosClient(connectionString);
  onTestFinished(() => client.dispose());
  const { database } = await client.databases.create({ id: schema.database });
  const { partitionKey } = schema.containers.subjects;
  const { container } = await database.containers.create({ id: 'subjects', partitionKey });
  await container.items.create({ id: 'a-record', subjectId: 'somebody' });

  for (let start = 0; start < 2; start += 1) await provision(connectionString);

  const { resource } = await container.read();
  expect(resource).toMatchObject(schema.containers.subjects);
  expect((await container.item('a-record', 'somebody').read()).statusCode).toBe(200);
  const { resources } = await database.containers.readAll().fetchAll();
  expect(resources.map(({ id }) => id).toSorted()).toEqual(Object.keys(schema.containers).toSorted());
});
