import { describe, expect, test } from 'vitest';
import cosmos from '../../infra/cosmos.json' with { type: 'json' };
import serviceBus from '../../infra/service-bus.json' with { type: 'json' };
import { licenceQueueName, mailQueueName, topicName } from '../../shared/adapters/service-bus.ts';
import { processors } from '../../shared/policy/processors.ts';

const [namespace] = serviceBus.UserConfig.Namespaces;
const topic = namespace?.Topics.find(({ Name }) => Name === topicName);

describe('the names the code uses', () => {
  test('are those of the queue and the topic that are provisioned', () => {
    expect(namespace?.Queues.map(({ Name }) => Name)).toEqual([licenceQueueName, mailQueueName]);
    expect(namespace?.Topics.map(({ Name }) => Name)).toEqual([topicName]);
  });

  test('give every processor of the register a subscription', () => {
    const subscriptions = topic?.Subscriptions.map(({ Name }) => Name) ?? [];
    expect(subscriptions).toEqual(expect.arrayContaining(Object.keys(processors)));
  });
});

test('what expires by itself can expire: the containers have a time to live', () => {
  expect(cosmos.containers.subjects.defaultTtl).toBe(-1);
  expect(cosmos.containers.identifiers.defaultTtl).toBe(-1);
});
