import { app } from '@azure/functions';

app.setup({ enableHttpStream: true });

const encoder = new TextEncoder();

app.get('hello', () => ({ body: 'hello' }));

app.get('lines', {
  route: 'lines/{count:int}',
  handler: ({ params }) => {
    const count = Number(params['count']);
    let line = 0;
    return {
      headers: { 'content-type': 'application/x-ndjson' },
      body: new ReadableStream<Uint8Array>({
        pull(controller) {
          if (line === count) {
            controller.close();
            return;
          }
          line += 1;
          controller.enqueue(encoder.encode(`{"line":${line}}\n`));
        },
      }),
    };
  },
});

app.post('upload', async (request) => {
  let bytes = 0;
  for await (const chunk of request.body ?? []) bytes += chunk.length;
  return { jsonBody: { bytes, kind: request.headers.get('content-type') } };
});

app.get('tag', {
  route: 'tags/{tag}',
  handler: ({ params, query }) => ({ jsonBody: { tag: params['tag'], all: query.getAll('n') } }),
});
app.get('with-key', { authLevel: 'function', handler: () => ({ body: 'let in' }) });
app.get('nothing', () => undefined as unknown as Record<string, never>);
app.get('cookies', () => ({
  cookies: [
    { name: 'a', value: '1' },
    { name: 'b', value: '2' },
  ],
}));
app.get('throws', () => {
  throw new Error('the function broke');
});
app.get('breaks-off', () => ({
  body: new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode('the first half'));
    },
    pull(controller) {
      controller.error(new Error('the source broke'));
    },
  }),
}));
