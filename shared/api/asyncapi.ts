import serviceBus from '../../infra/service-bus.json' with { type: 'json' };
import { processors } from '../policy/processors.ts';
import { register } from '../policy/register.ts';
import type { AsyncApi, Reference } from './description.ts';
import { contentType, takenMessages, toldMessages, typeOf } from './event-messages.ts';

const topic = 'privacy-events';
const queue = 'licence-events';

/** AsyncAPI 3.0: the topic and the queue as they are provisioned, and every event that goes over them. */
export function asyncApi(): AsyncApi {
  const subscribed = subscriptions();
  const told = toldMessages(subscribed.map(({ name }) => name));
  const taken = takenMessages();
  const names = Object.keys(told);
  return {
    asyncapi: '3.0.0',
    info: {
      title: `${register.controller.name}: privacy events`,
      version: '1.0.0',
      description:
        'CloudEvents 1.0, structured JSON, over Azure Service Bus (AMQP 1.0). An event says ids, field names, dates and counts, and never the data itself. It reaches a subscription at least once; its id is the id of its message, and the broker drops repetitions within an hour. The calls are described in /api/openapi.json.',
    },
    defaultContentType: contentType,
    servers: {
      azure: {
        host: '{namespace}.servicebus.windows.net',
        protocol: 'amqp1',
        description: 'The Service Bus namespace, over TLS; with Entra ID.',
        variables: { namespace: { description: 'The name of the namespace.' } },
      },
      local: { host: '127.0.0.1:5672', protocol: 'amqp1', description: 'A machine of your own.' },
    },
    channels: {
      [topic]: {
        address: topic,
        title: 'The topic of all events',
        description: 'What happened, in the order in which it became known.',
        messages: referencesTo(names),
      },
      ...Object.fromEntries(
        subscribed.map(({ name, filter }) => [
          channelOf(name),
          {
            address: `${topic}/Subscriptions/${name}`,
            title: `The subscription ${name}`,
            description: `Lets through: ${filter}`,
            messages: referencesTo(names.filter((each) => passes(filter, each))),
          },
        ]),
      ),
      [queue]: {
        address: queue,
        title: 'The queue of the licence system',
        description: 'The same events can be posted to /api/licence-events.',
        messages: referencesTo(Object.keys(taken)),
      },
    },
    operations: {
      'tell-events': {
        action: 'send',
        channel: { $ref: `#/channels/${topic}` },
        title: 'Every event is told',
        description: 'Once its change is stored; a crash in between delays it and loses nothing.',
      },
      ...Object.fromEntries(
        subscribed.map(({ name }) => [
          `subscription-${name}`,
          {
            action: name in consumers ? 'receive' : 'send',
            channel: { $ref: `#/channels/${channelOf(name)}` },
            title: name,
            description: consumers[name] ?? 'For a system outside of the pipeline to receive.',
          } as const,
        ]),
      ),
      'take-licence-events': {
        action: 'receive',
        channel: { $ref: `#/channels/${queue}` },
        title: 'Licence events are taken in',
        description:
          'Late, twice and in any order is fine. What is refused becomes a dead letter that says which fields, and nothing of what they said.',
      },
    },
    components: { messages: { ...told, ...taken } },
  };
}

/** What the pipeline itself does with a subscription; the others are for systems outside. */
const consumers: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(processors).map(([id, { name }]) => [
      id,
      `Asks ${name} to erase, to correct or to stop, and records the answer (GDPR Art. 19).`,
    ]),
  ),
  mail: 'Mails people their questions and answers, and staff what is to be done.',
  requests: 'Does what a verified request asks for, and closes it when that is done.',
};

interface Subscription {
  readonly name: string;
  readonly filter: string;
}

function subscriptions(): Subscription[] {
  return serviceBus.UserConfig.Namespaces.flatMap(({ Topics }) => Topics)
    .filter(({ Name }) => Name === topic)
    .flatMap(({ Subscriptions }) => Subscriptions)
    .map(({ Name, Rules }) => ({
      name: Name,
      filter: Rules.map(({ Properties }) => Properties.SqlFilter.SqlExpression).join(' OR '),
    }));
}

/** Whether a filter of ours can let an event of that name through: ours name types, by how they begin. */
function passes(filter: string, name: string): boolean {
  const beginnings = [...filter.matchAll(/\btype LIKE '([^'%]+)%'/g)].map(([, beginning = '']) => beginning);
  return beginnings.some((beginning) => typeOf(name).startsWith(beginning));
}

function channelOf(subscription: string): string {
  return `${topic}.${subscription}`;
}

function referencesTo(names: readonly string[]): Record<string, Reference> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/messages/${name}` }]));
}
