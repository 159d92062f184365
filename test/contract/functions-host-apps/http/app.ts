import { setTimeout as delay } from 'node:timers/promises';
import { app, type HttpRequest, type InvocationContext } from '@azure/functions';

app.get('hello', () => ({ body: 'hello' }));

app.http('echo', {
  methods: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'],
  route: 'echo/{id:guid?}',
  handler: async (request) => ({
    jsonBody: {
      method: request.method,
      url: request.url,
      id: request.params['id'] ?? null,
      tags: request.query.getAll('tag'),
      accept: request.headers.get('accept'),
      cookie: request.headers.get('cookie'),
      bytes: [...new Uint8Array(await request.arrayBuffer())].slice(0, 300),
    },
  }),
});

app.http('form', {
  methods: ['POST'],
  handler: async (request) => {
    const fields = await request.formData();
    return { jsonBody: Object.fromEntries(fields) };
  },
});

app.get('rest', { route: 'files/{*rest}', handler: ({ params }) => ({ jsonBody: params }) });
app.get('exact', { route: 'files/exact', handler: () => ({ body: 'the exact route' }) });
app.get('numbered', { route: 'files/{number:int}', handler: ({ params }) => ({ jsonBody: params }) });
app.get('by-setting', {
  route: '%PATH_OF_SETTINGS%',
  handler: () => ({ body: process.env['GREETING'] ?? '' }),
});

app.http('with-key', { methods: ['GET'], authLevel: 'function', handler: () => ({ body: 'let in' }) });
app.http('for-admins', { methods: ['GET'], authLevel: 'admin', handler: () => ({ body: 'let in' }) });
app.get('switched-off', () => ({ body: 'never' }));

app.get('nothing', () => undefined as unknown as Record<string, never>);
app.get('bytes', () => ({
  body: new Uint8Array([0, 255, 128]),
  headers: { 'content-type': 'image/x-none' },
}));
app.get('readable', () => ({ body: new Blob(['streamed ', 'text']).stream() }));
app.get('teapot', () => ({
  status: 418,
  headers: { 'x-kind': 'tea' },
  cookies: [
    { name: 'pot', value: 'black & white', path: '/', httpOnly: true, sameSite: 'Lax', maxAge: 60 },
    { name: 'cup', value: '1' },
  ],
}));
app.get('throws', () => {
  throw new Error('the function broke');
});
app.get('too-slow', async () => {
  await delay(60_000, undefined, { ref: false });
  return { body: 'late' };
});
app.get('time', () => ({
  jsonBody: { now: Date.now(), constructed: new Date().getTime(), isDate: new Date(0) instanceof Date },
}));
app.get('logs', (_request: HttpRequest, context: InvocationContext) => {
  context.warn('a warning from the function');
  return { body: context.invocationId };
});

app.get('wait', () => new Promise<never>(() => {}));
app.get('nap', async () => {
  await delay(300);
  return { body: 'rested' };
});
app.get('forgets-a-promise', () => {
  void Promise.reject(new Error('nobody waited'));
  return { body: 'gone' };
});

app.hook.appTerminate(() => {
  console.log('the app ends');
});
app.hook.preInvocation((context) => {
  if (context.invocationContext.functionName !== 'hooked') return;
  context.hookData['before'] = 'seen before';
});
app.hook.postInvocation((context) => {
  if (context.invocationContext.functionName !== 'hooked') return;
  context.result = { body: `${String(context.hookData['before'])}, changed after` };
});
app.get('hooked', () => ({ body: 'as returned' }));
app.warmup('warm', { handler: () => {} });
