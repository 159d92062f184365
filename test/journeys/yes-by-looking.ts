import { app, type HttpFunctionOptions } from '@azure/functions';

// The product with one fault: to open the link in the mail does what the button on the page is there for.

const register = app.http.bind(app);
let look: HttpFunctionOptions | undefined;

app.http = (name, options) => {
  if (name === 'get-confirmation') {
    look = options;
    return;
  }
  if (name === 'post-confirmation' && look !== undefined) {
    register('get-confirmation', { ...look, handler: options.handler });
  }
  register(name, options);
};

await import('../../functions/main.ts');
