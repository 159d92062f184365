import type { ProcessorId } from '../policy/processors.ts';
import type { Locale } from '../policy/register.ts';
import type { RefusalGround, Right } from '../policy/rights.ts';
import type { ContactField } from './contact.ts';
import type { RequestContact, RequestDocument, RequestIdentity, RequestState } from './request.ts';

/** A request as the person sees it on the page that the link leads to. */
export interface RequestView {
  readonly right: Right;
  readonly state: RequestState;
  readonly locale: Locale;
  readonly receivedOn: string;
  readonly dueOn?: string | undefined;
  /**
   * What the person can do here: confirm that it is theirs, look at the corrections and let them be made, wait, or
   * read the answer.
   */
  readonly step: 'confirm' | 'correct' | 'wait' | 'read';
  readonly canCancel: boolean;
  /** Of a rectification: what is there and what shall be; only once the identity is shown. */
  readonly changes?: readonly FieldChange[] | undefined;
  /** Of a rectification: the field that is corrected only once staff have written there, or called. */
  readonly checkedFirst?: 'email' | 'phone' | undefined;
  /** Of an erasure or a rectification: how it stands with each of those who were told. */
  readonly progress?: readonly RecipientProgress[] | undefined;
  readonly package?: { readonly endsAt: string } | undefined;
  readonly answer?:
    | {
        readonly on: string;
        /** Whether anything was held of the person at all. */
        readonly held: boolean;
        readonly grounds: readonly RefusalGround[];
        /** Processors where somebody decided that data stays. */
        readonly exceptions: readonly ProcessorId[];
        readonly note?: string | undefined;
      }
    | undefined;
}

export interface FieldChange {
  readonly field: ContactField;
  /** Every value that is there now; none: the field is not held, so there is nothing to correct. */
  readonly before: readonly string[];
  readonly after: string;
}

export interface RecipientProgress {
  readonly processor: ProcessorId;
  readonly state: 'waiting' | 'done' | 'nothing-held' | 'exception';
  readonly since: string;
}

/** A request in the list of staff: no data of the person. */
export interface RequestEntry {
  readonly requestId: string;
  readonly right: Right;
  readonly state: RequestState;
  readonly by: 'person' | 'staff';
  readonly receivedOn: string;
  readonly dueOn?: string | undefined;
  /** Whole days until the last day is over; negative: overdue. */
  readonly daysLeft?: number | undefined;
  readonly extended: boolean;
  readonly identity: 'shown' | 'link-out' | 'proof-asked' | 'to-be-shown';
  /** The data subject, once the identity is shown and somebody is held. */
  readonly about?: string | undefined;
  /** What it waits for: the person, staff, processors, or the pipeline for moments. */
  readonly waitsFor?: 'person' | 'staff' | 'processors' | 'pipeline' | undefined;
  /** The mail with the answer cannot be delivered: staff are to reach the person otherwise. */
  readonly undelivered?: true | undefined;
}

/** A request opened by staff: with who asks, as far as it is open. */
export interface OpenedRequest extends RequestEntry {
  readonly contact?: RequestContact | undefined;
  readonly shownBy?: RequestIdentity | undefined;
  readonly changes?: readonly FieldChange[] | undefined;
  readonly progress?: readonly RecipientProgress[] | undefined;
  /** For staff to hand over where no mail can go. */
  readonly package?: RequestView['package'] | undefined;
  readonly extension?: RequestDocument['extension'] | undefined;
  /** Why the pipeline leaves it to staff. */
  readonly toStaff?: RequestDocument['toStaff'] | undefined;
  readonly answer?: RequestView['answer'] | undefined;
  /** The language in which the person is answered. */
  readonly locale: Locale;
  /** When more proof than the link was asked for. */
  readonly proofAskedAt?: string | undefined;
  /** What staff can do with it as it stands. */
  readonly offers: readonly StaffStep[];
  /** The last day that an extension would give, where one is possible. */
  readonly extendableTo?: string | undefined;
}

export type StaffStep = 'verify' | 'ask-for-proof' | 'fulfil' | 'extend' | 'refuse' | 'cancel';
