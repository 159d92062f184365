import { app, input, output } from '@azure/functions';

const handler = () => {};
const cosmos = { connection: 'Cosmos', databaseName: 'd', containerName: 'c' };

process.env['Cosmos'] = 'AccountEndpoint=http://127.0.0.1:1/;AccountKey=a2V5;';

/** One app for each reason to refuse it, chosen by a setting. */
const variants: Readonly<Record<string, () => void>> = {
  fine: () => app.get('fine', () => ({})),
  'queue-trigger': () => app.storageQueue('on-queue', { connection: 'Storage', queueName: 'q', handler }),
  'output-binding': () =>
    app.timer('with-output', {
      schedule: '0 0 * * * *',
      extraOutputs: [output.storageQueue({ connection: 'Storage', queueName: 'q' })],
      handler,
    }),
  'input-binding': () =>
    app.timer('with-input', {
      schedule: '0 0 * * * *',
      extraInputs: [input.storageBlob({ connection: 'Storage', path: 'p' })],
      handler,
    }),
  sessions: () =>
    app.serviceBusQueue('in-sessions', {
      connection: 'Bus',
      queueName: 'q',
      isSessionsEnabled: true,
      handler,
    }),
  'all-versions': () =>
    app.generic('all-versions', {
      trigger: { type: 'cosmosDBTrigger', name: 'items', ...cosmos, changeFeedMode: 'AllVersionsAndDeletes' },
      handler,
    }),
  schedule: () => app.timer('monthly', { schedule: '0 0 0 L * *', handler }),
  route: () => app.get('odd-route', { route: '{a}-{b}', handler: () => ({}) }),
  'no-setting': () => app.get('no-setting', { route: '%NOT_SET%', handler: () => ({}) }),
  'no-connection': () => app.cosmosDB('no-connection', { ...cosmos, connection: 'Missing', handler }),
  'shared-leases': () => {
    app.cosmosDB('first', { ...cosmos, handler });
    app.cosmosDB('second', { ...cosmos, handler });
  },
  nothing: () => {},
  throws: () => {
    throw new Error('the app itself broke');
  },
};

variants[process.env['VARIANT'] ?? 'nothing']?.();
