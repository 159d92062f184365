import type { AnnouncementId, SubjectId } from './id.ts';

/**
 * The announcement of a larger change of the policy (policy row P12): everybody concerned is told once. It lies in a
 * partition of its own and names nobody.
 */
export interface AnnouncementDocument {
  readonly id: AnnouncementId;
  readonly kind: 'announcement';
  /** The partition: the announcement's own id. */
  readonly subjectId: SubjectId;
  readonly policyVersion: string;
  readonly state: 'running' | 'done';
  readonly startedAt: string;
  readonly doneAt?: string | undefined;
  /** Everybody up to and with this subject has been dealt with. */
  readonly upTo?: SubjectId | undefined;
  readonly counts: AnnouncementCounts;
}

export interface AnnouncementCounts {
  /** Mails on their way or sent. */
  readonly told: number;
  /** People who can only be reached by the banner on the web site. */
  readonly withoutAddress: number;
  /** Restricted, or withdrawn and held: not contacted. */
  readonly notContacted: number;
  /** Of those told, asked again for a consent that the change touches. */
  readonly askedAgain: number;
}
