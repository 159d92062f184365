import { app } from '@azure/functions';

// The least a function can do: what the Functions host and the programming model cost by themselves.
app.http('hello', {
  route: 'hello',
  methods: ['GET'],
  authLevel: 'anonymous',
  handler: () => ({ body: 'hello, world' }),
});
