/**
 * A client whose `Date` runs years ahead, as in the Functions host after the clock was moved: takes one message
 * with the SDK's lock renewal on, holds it for a while, completes it, and prints how often the lock was renewed.
 */
const YEARS_AHEAD = 5 * 365 * 86_400_000;
const HOLD = 2_500;

const realNow = Date.now;
Date.now = () => realNow() + YEARS_AHEAD;

const { ServiceBusClient } = await import('@azure/service-bus');
const [connectionString = '', queue = ''] = process.argv.slice(2);
const client = new ServiceBusClient(connectionString);
const receiver = client.createReceiver(queue);
const [message] = await receiver.receiveMessages(1);
if (message === undefined) throw new Error('no message came');

let renewals = 0;
let { lockedUntilUtc } = message;
Object.defineProperty(message, 'lockedUntilUtc', {
  get: () => lockedUntilUtc,
  set: (until: Date) => {
    renewals++;
    lockedUntilUtc = until;
  },
});
await new Promise((resolve) => setTimeout(resolve, HOLD));
await receiver.completeMessage(message);
console.log(renewals);
await client.close();
// A renewal that was under way keeps its timer for a minute.
process.exit(0);
