import type { ProcessorId } from '../policy/processors.ts';

/** What operations count. Names and properties are an allow-list: nothing of a person fits in. */
export interface Telemetry {
  count(name: 'registrations-received', properties: { readonly channel: string }): void;
  count(
    name: 'licence-events-received',
    properties: { readonly type: string; readonly outcome: string },
  ): void;
  count(name: 'identifiers-swept', properties: { readonly entries: number; readonly released: number }): void;
  count(
    name: 'processors-answered',
    properties: { readonly processor: ProcessorId; readonly notice: string; readonly answer: string },
  ): void;
  count(name: 'erasures-completed', properties: { readonly cause: string; readonly state: string }): void;
  count(name: 'erasures-verified', properties: { readonly outcome: 'verified' | 'contradicted' }): void;
  count(name: 'leftovers-found', properties: { readonly place: string }): void;
  count(name: 'consents-changed', properties: { readonly state: string; readonly by: string }): void;
  count(name: 'mails-sent', properties: { readonly letter: string; readonly outcome: string }): void;
  count(
    name: 'processors-chased',
    properties: { readonly notices: number; readonly reminders: number; readonly failed: number },
  ): void;
  count(name: 'requests-received', properties: { readonly right: string; readonly by: string }): void;
  /** More for one address in a day than mails are sent, or than is kept at all. */
  count(
    name: 'requests-limited',
    properties: { readonly right: string; readonly outcome: 'without-mail' | 'not-kept' },
  ): void;
  count(name: 'requests-closed', properties: { readonly right: string; readonly state: string }): void;
  /** Open requests whose last day is over: what an alert watches. */
  count(name: 'requests-overdue', properties: { readonly right: string }): void;
  count(
    name: 'deadlines-chased',
    properties: { readonly requests: number; readonly reminders: number; readonly failed: number },
  ): void;
  count(name: 'packages-built', properties: { readonly right: string }): void;
  count(name: 'lookups-made', properties: { readonly by: 'key' | 'staff'; readonly found: string }): void;
  count(name: 'disclosures-recorded', properties: { readonly records: number }): void;
  count(
    name: 'policy-announced',
    properties: { readonly told: number; readonly withoutAddress: number; readonly notContacted: number },
  ): void;
  count(name: 'cookies-chosen', properties: { readonly source: string }): void;
  count(
    name: 'dead-letters-redriven' | 'dead-letters-discarded',
    properties: { readonly entity: string },
  ): void;
  count(name: 'events-relayed' | 'events-unreadable', properties: { readonly events: number }): void;
  count(
    name: 'retention-swept',
    properties: {
      readonly pages: number;
      readonly subjects: number;
      readonly records: number;
      readonly failed: number;
    },
  ): void;
}
