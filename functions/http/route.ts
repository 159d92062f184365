import { app, type HttpHandler, type HttpMethod } from '@azure/functions';
import { answering } from './answer.ts';

type Handler = Parameters<typeof answering>[0];

/** `GET /unsubscribe/{token}`: a method and a path. What a browser may GET, it may ask the HEAD of. */
type Call = `${HttpMethod} /${string}`;

/** A trigger that anybody may call. */
export function anonymous(name: string, call: Call, handle: Handler): void {
  route(name, call, { authLevel: 'anonymous', handler: answering(handle) });
}

/** A trigger that takes a function key, in `x-functions-key`. */
export function withKey(name: string, call: Call, handle: Handler): void {
  route(name, call, { authLevel: 'function', handler: answering(handle) });
}

function route(
  name: string,
  call: Call,
  options: { readonly authLevel: 'anonymous' | 'function'; readonly handler: HttpHandler },
): void {
  const [method = '', path = ''] = call.split(' /');
  const isPage = method === 'GET' && options.authLevel === 'anonymous';
  app.http(name, {
    route: path,
    methods: isPage ? ['GET', 'HEAD'] : [method as HttpMethod],
    ...options,
  });
}
