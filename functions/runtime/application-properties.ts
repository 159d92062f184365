import type { InvocationContext } from '@azure/functions';
import { isObject } from '../../shared/domain/is-object.ts';

/** What the sender of a Service Bus message wrote beside its body; the host has had two names for it. */
export function applicationProperties({ triggerMetadata }: InvocationContext): Record<string, unknown> {
  const properties = triggerMetadata?.['applicationProperties'] ?? triggerMetadata?.['userProperties'];
  return isObject(properties) ? { ...properties } : {};
}
