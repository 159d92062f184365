import { createServer } from 'node:http';

// The least Node.js can do, as a process of its own: what the machine and the load generator give at most.
const port = Number(process.argv[2]);
const server = createServer((_request, response) => response.end('hello, world'));
server.listen(port, '127.0.0.1', () => console.log(`listening on 127.0.0.1:${port}`));
