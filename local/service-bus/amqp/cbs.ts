import type { Namespace } from '../namespace.ts';
import { destinationOf } from './address.ts';
import { notImplemented } from './fault.ts';
import type { RequestHandler } from './request-link.ts';

/**
 * Claims-based security: the client shows a token before it opens a link. As in the emulator, any token will do
 * on a loopback address; an entity that does not exist is answered here already, as Azure does.
 */
export function cbsHandler(namespace: Namespace): RequestHandler {
  return ({ operation, properties }, answer) => {
    if (operation !== 'put-token') {
      return answer({ kind: 'fault', fault: notImplemented(`The $cbs operation ${operation}`) });
    }
    const audience = properties.name;
    const wholeNamespace = typeof audience === 'string' && /^[a-z]+:\/\/[^/]*\/?$/i.test(audience);
    const destination = wholeNamespace ? undefined : destinationOf(namespace, audience);
    if (destination?.kind === 'fault') return answer({ kind: 'fault', fault: destination.fault });
    answer({ kind: 'done', status: 202 });
  };
}
