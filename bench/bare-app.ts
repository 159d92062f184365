import { CosmosClient } from '@azure/cosmos';
import { app } from '@azure/functions';
import { DefaultAzureCredential } from '@azure/identity';
import { ServiceBusClient } from '@azure/service-bus';

// The least a function app of this kind loads: the SDKs it stands on, and one function.
app.http('bare', {
  route: 'bare',
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: () => ({
    body: [CosmosClient, DefaultAzureCredential, ServiceBusClient].map(({ name }) => name).join(' '),
  }),
});
