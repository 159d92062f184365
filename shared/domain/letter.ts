import type { ProcessorReason } from '../policy/processor-reasons.ts';
import type { ProcessorId } from '../policy/processors.ts';
import type { Locale } from '../policy/register.ts';
import type { ExtensionReason, RefusalGround, Right } from '../policy/rights.ts';

/** What a mail says; the texts stand in one table, in both languages. Links are absolute. */
export type Letter =
  | {
      readonly letter: 'confirm-marketing';
      readonly confirm: string;
      readonly unsubscribe: string;
      /** The version of the policy that asks again for a consent that was given. */
      readonly policyVersion?: string | undefined;
    }
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
  /** The link that shows whose address it is; to whoever was stated, known or not. */
  | {
      readonly letter: 'confirm-request';
      readonly right: Right;
      readonly page: string;
      readonly endsAt: string;
    }
  /** It is confirmed: by when it is answered, and where to follow it. */
  | {
      readonly letter: 'request-accepted';
      readonly right: Right;
      readonly page: string;
      readonly dueOn: string;
    }
  /** More proof than the link is needed (GDPR Art. 12(6)). */
  | { readonly letter: 'proof-asked'; readonly right: Right; readonly dueOn: string }
  | {
      readonly letter: 'request-extended';
      readonly right: Right;
      readonly page?: string | undefined;
      readonly dueOn: string;
      readonly reason: ExtensionReason;
    }
  | {
      readonly letter: 'request-answered';
      readonly right: Right;
      readonly state: 'fulfilled' | 'partly-fulfilled' | 'refused';
      readonly page?: string | undefined;
      readonly grounds: readonly RefusalGround[];
      readonly held: boolean;
      /** Of an erasure: those who have nothing of the person any more, and where somebody decided that data stays. */
      readonly gone: readonly ProcessorId[];
      readonly exceptions: readonly ProcessorId[];
      /** Until when the package can be fetched. */
      readonly packageEndsAt?: string | undefined;
      /** What staff wrote to the person. */
      readonly note?: string | undefined;
    }
  /** A larger change of the policy (policy row P12). */
  | {
      readonly letter: 'policy-announced';
      readonly policyVersion: string;
      readonly page: string;
      /** Whether a question about Markedsnyheter comes with it, in a mail of its own. */
      readonly asksAgain: boolean;
    }
  /** To staff: an answer is due, in so many days; 0: overdue. */
  | {
      readonly letter: 'request-due';
      readonly requestId: string;
      /** Where staff deal with it, once they have signed in. */
      readonly page: string;
      readonly right: Right;
      readonly dueOn: string;
      readonly daysLeft: number;
    }
  /** To staff: somebody has to look whether a hold is still needed. */
  | {
      readonly letter: 'hold-due';
      readonly holdId: string;
      readonly page: string;
      readonly reviewOn: string;
    }
  /** To staff: names the task and never the person. */
  | {
      readonly letter: 'task';
      readonly taskId: string;
      /** Where staff see and answer it. */
      readonly page: string;
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
