import type { Entity, Namespace } from '../namespace.ts';
import { type AmqpFault, notFound, notImplemented } from './fault.ts';

/** What a link's address leads to. */
export type Destination =
  | { readonly kind: 'cbs' }
  | { readonly kind: 'management'; readonly entity: Entity }
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'fault'; readonly fault: AmqpFault };

const MANAGEMENT = /\/\$management$/i;

/** `address` as in a terminus or a token's audience: with or without `sb://host:port/` before the entity. */
export function destinationOf(namespace: Namespace, address: unknown): Destination {
  if (typeof address !== 'string' || address === '') {
    return {
      kind: 'fault',
      fault: notImplemented('A link without an address (transactions, dynamic nodes)'),
    };
  }
  const path = pathOf(address);
  if (path.toLowerCase() === '$cbs') return { kind: 'cbs' };
  if (path.toLowerCase().includes('$transfer')) {
    return { kind: 'fault', fault: notImplemented('The transfer dead-letter queue') };
  }
  const entity = namespace.find(path.replace(MANAGEMENT, ''));
  if (entity === undefined) return { kind: 'fault', fault: notFound(path) };
  return MANAGEMENT.test(path) ? { kind: 'management', entity } : { kind: 'entity', entity };
}

function pathOf(address: string): string {
  return address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\/+|\/+$/g, '');
}
