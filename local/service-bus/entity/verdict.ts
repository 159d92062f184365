import type { EncodedProperties } from '../codec/application-properties.ts';

/** What a receiver says about a message that it holds locked. */
export type Verdict =
  | { readonly kind: 'complete' }
  | { readonly kind: 'abandon'; readonly properties: EncodedProperties }
  | { readonly kind: 'defer'; readonly properties: EncodedProperties }
  /** The properties carry DeadLetterReason and DeadLetterErrorDescription, where given. */
  | { readonly kind: 'dead-letter'; readonly properties: EncodedProperties };

/** `dead-end`: a dead-letter queue has no dead-letter queue of its own. */
export type Settled = 'settled' | 'lock-lost' | 'dead-end';
