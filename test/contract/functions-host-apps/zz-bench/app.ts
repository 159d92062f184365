import { app } from '@azure/functions';

app.get('hello', () => ({ body: 'hello' }));
app.get('json', () => ({ jsonBody: { a: 1 } }));
