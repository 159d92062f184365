import { setTimeout as delay } from 'node:timers/promises';
import { app } from '@azure/functions';

const connection = 'Bus';

app.serviceBusQueue('on-order', {
  connection,
  queueName: '%ORDERS%',
  handler: (message, context) => {
    const { messageId, deliveryCount, applicationProperties, contentType } = context.triggerMetadata ?? {};
    context.log(
      JSON.stringify({
        message,
        kind: kindOf(message),
        messageId,
        deliveryCount,
        applicationProperties,
        contentType,
      }),
    );
    if (message === 'fails') throw new Error('this order fails');
    if (message === 'fails once' && deliveryCount === 1) throw new Error('this order fails once');
  },
});

app.serviceBusQueue('on-slow-order', {
  connection,
  queueName: 'slow-orders',
  handler: async (_message, context) => {
    context.log(`slow order, delivery ${String(context.triggerMetadata?.['deliveryCount'])}`);
    await delay(7_000);
  },
});

app.serviceBusQueue('on-batch', {
  connection,
  queueName: 'batches',
  cardinality: 'many',
  handler: (messages, context) => {
    context.log(JSON.stringify({ messages, ids: context.triggerMetadata?.['messageIdArray'] }));
  },
});

app.serviceBusTopic('on-news', {
  connection,
  topicName: 'news',
  subscriptionName: 'readers',
  handler: (message, context) => {
    context.log(`news ${JSON.stringify(message)}`);
  },
});

let running = 0;
app.serviceBusQueue('on-parallel', {
  connection,
  queueName: 'parallel',
  handler: async (_message, context) => {
    running += 1;
    context.log(`running ${running}`);
    await delay(50);
    running -= 1;
  },
});

function kindOf(value: unknown): string {
  return Buffer.isBuffer(value) ? 'bytes' : typeof value;
}
