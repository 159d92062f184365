import type { InvocationContext } from '@azure/functions';

/** What the sender of a Service Bus message wrote beside its body; the host has had two names for it. */
export function applicationProperties({ triggerMetadata }: InvocationContext): Record<string, unknown> {
  const properties = triggerMetadata?.['applicationProperties'] ?? triggerMetadata?.['userProperties'];
  return typeof properties === 'object' && properties !== null ? { ...properties } : {};
}
