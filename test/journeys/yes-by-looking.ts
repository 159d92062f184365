import { app, type HttpFunctionOptions } from '@azure/functions';

// The product with one fault: whoever opens the link in the mail has pressed the button.

const register = app.http.bind(app);
let look: HttpFunctionOptions | undefined;

app.http = (name, options) => {
  if (name === 'get-confirmation') look = options;
  else register(name, options);
  if (name === 'post-confirmation' && look !== undefined) {
    register('get-confirmation', bothAtOnce(look, options));
  }
};

function bothAtOnce(first: HttpFunctionOptions, second: HttpFunctionOptions): HttpFunctionOptions {
  return {
    ...first,
    handler: async (request, context) => {
      const page = await first.handler(request, context);
      await second.handler(request, context);
      return page;
    },
  };
}

await import('../../functions/main.ts');
