import type { ProcessorReason } from '../policy/processor-reasons.ts';
import type { ProcessorId } from '../policy/processors.ts';
import type { Locale } from '../policy/register.ts';

/** What a mail says; the texts stand in one table, in both languages. Links are absolute. */
export type Letter =
  | { readonly letter: 'confirm-marketing'; readonly confirm: string; readonly unsubscribe: string }
  | { readonly letter: 'welcome-to-marketing'; readonly unsubscribe: string; readonly preferences: string }
  | {
      readonly letter: 'erasure-completed';
      /** Those who were asked, and have nothing of the person any more. */
      readonly gone: readonly ProcessorId[];
      /** Where somebody decided that data stays. */
      readonly exceptions: readonly ProcessorId[];
      /** Whether a hold keeps a part of it for now. */
      readonly held: boolean;
    }
  /** To staff: names the task and never the person. */
  | {
      readonly letter: 'task';
      readonly taskId: string;
      readonly notice: 'erasure' | 'rectification' | 'withdrawal';
      readonly processor: ProcessorId;
      readonly because: ProcessorReason;
      readonly dueOn: string;
    };

/** A letter, whom it goes to and in which language. */
export interface Mail {
  readonly to: string;
  readonly locale: Locale;
  readonly letter: Letter;
  /** The same for every attempt at the same mail (RFC 5322 §3.6.4, the part before `@`): names no person. */
  readonly messageId: string;
}
