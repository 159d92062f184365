import type { Locale } from '../policy/register.ts';
import type { ExtensionReason, RefusalGround, Right } from '../policy/rights.ts';
import type { Contact } from './contact.ts';
import type { RecordReference } from './event.ts';
import type { AskId, ErasureId, HoldId, RectificationId, RequestId, SubjectId } from './id.ts';

/**
 * How a request stands: received → verified (the identity is shown) → in-progress → (extended) → one of the ends.
 * Which state may follow which stands in `request-step.ts`.
 */
export type RequestState = OpenState | ClosedState;
type OpenState = (typeof openStates)[number];
type ClosedState = (typeof closedStates)[number];

const openStates = ['received', 'verified', 'in-progress', 'extended'] as const;
const closedStates = ['fulfilled', 'partly-fulfilled', 'refused', 'expired', 'cancelled'] as const;
export const requestStates = [...openStates, ...closedStates] as const;

/** Whether it is one of the ends. */
export function isClosed(state: RequestState): state is ClosedState {
  return closedStates.some((closed) => closed === state);
}

/** Who asks, as stated: exactly one of the two. */
export type RequestContact =
  | { readonly email: string; readonly phone?: undefined }
  | { readonly phone: string; readonly email?: undefined };

/**
 * A request of a data subject (policy row P7, GDPR Art. 12). It lies in a partition of its own, whoever asks: so
 * taking it in looks up nobody, and says nothing of who is known. Whom it is about is found when the identity is
 * shown. It changes by its own ETag only. When it is closed and the person has been told, nothing of the person is left in it.
 */
export interface RequestDocument {
  readonly id: RequestId;
  readonly kind: 'request';
  /** The partition: the request's own id. */
  readonly subjectId: SubjectId;
  readonly right: Right;
  readonly state: RequestState;
  /** Who typed it in. */
  readonly by: 'person' | 'staff';
  readonly locale: Locale;
  readonly receivedAt: string;
  /** The day it came in, in Norway; for a mail that staff typed in, the day of the mail. */
  readonly receivedOn: string;
  /** The last day for the answer, the extension included (GDPR Art. 12(3)); absent once it is closed. */
  readonly dueOn?: string | undefined;
  readonly extension?: { readonly reason: ExtensionReason; readonly on: string } | undefined;
  /** Gone when the request is closed and the person has been told. */
  readonly contact?: RequestContact | undefined;
  /** Of a number: the address held for the person it leads to, which mails about the request go to; gone with `contact`. */
  readonly mailTo?: string | undefined;
  /** Of a rectification; gone with `contact`. */
  readonly corrections?: Partial<Contact> | undefined;
  /** The one-time link that is out; gone when it was used or has ended. */
  readonly link?: RequestLink | undefined;
  /** When staff asked for more proof than the link. */
  readonly proofAskedAt?: string | undefined;
  readonly identity?: RequestIdentity | undefined;
  /** The data subject; absent while the identity is not shown, and where nobody is held. */
  readonly about?: SubjectId | undefined;
  /** What opens the person's page; a new one makes older links void. */
  readonly page?: { readonly nonce: AskId; readonly endsAt?: string | undefined } | undefined;
  /** What was begun for it. */
  readonly work?: RequestWork | undefined;
  readonly answer?: RequestAnswer | undefined;
  /** When it came out that the mail with the answer cannot be delivered: staff have to reach the person otherwise. */
  readonly undeliveredAt?: string | undefined;
  /** Why the pipeline leaves it to staff. */
  readonly toStaff?:
    | 'belongs-to-another'
    | 'not-held'
    | 'to-hand-over'
    | 'new-address'
    | 'address-changed'
    | undefined;
  /** When the pipeline looks after it again: a step died half-way, a link or a package ends, staff are to be reminded. */
  readonly wakeAt?: string | undefined;
  /** The days before the due day of which staff have been reminded; 0: it is overdue. */
  readonly reminded?: readonly number[] | undefined;
  readonly ttl?: number;
}

interface RequestLink {
  readonly nonce: AskId;
  readonly endsAt: string;
  /** Of a number: whose address it was mailed to, so whose identity it shows and nobody else's. */
  readonly leadsTo?: SubjectId | undefined;
}

/** How it was shown that the person is who is meant; evidence names nobody. */
export type RequestIdentity =
  | { readonly shown: 'link'; readonly at: string }
  | { readonly shown: 'staff'; readonly at: string; readonly evidence: string; readonly by: string };

export interface RequestWork {
  /** Of an erasure, a restriction or an objection: it may have been acted on already, so it cannot be taken back. */
  readonly begun?: true;
  readonly erasures?: readonly ErasureId[];
  readonly rectification?: RectificationId;
  readonly hold?: HoldId;
  readonly package?: RequestPackage;
}

/** The blobs `<id>.html` and `<id>.json`; `endsAt`: when they are erased. */
export interface RequestPackage {
  readonly id: string;
  readonly endsAt: string;
}

/** What the person is answered: where a part is refused, on which ground, and which records stay for it. */
export interface RequestAnswer {
  /** The day, in Norway. */
  readonly on: string;
  readonly refusals: readonly {
    readonly ground: RefusalGround;
    readonly records: readonly RecordReference[];
  }[];
  /** Whether anything was held of the person at all. */
  readonly held: boolean;
  /** Who decided where it was not the pipeline itself, and what it rests on; names nobody. */
  readonly by?: string | undefined;
  readonly note?: string | undefined;
}
