import type { Temporal } from 'temporal-polyfill';
import type { AskId, RequestId, SubjectId } from '../domain/id.ts';
import type { Locale } from '../policy/register.ts';

/** Links that lead a person, and nobody who guesses, to a page of ours. They carry ids, never an address. */
export interface Links {
  confirm(to: { readonly subjectId: SubjectId; readonly askId: AskId }): string;
  /** Leaves one list and no other, for as long as the mail lies around (RFC 8058). */
  unsubscribe(to: { readonly subjectId: SubjectId }): string;
  /** The person's own page; good for a month from `at`. */
  preferences(to: { readonly subjectId: SubjectId; readonly at: Temporal.Instant }): string;
  /** The page of the versions of the policy: the same for everybody. */
  policyVersions(locale?: Locale): string;
  /** What a link's token says; undefined if we did not make it, or not for this. */
  readConfirm(token: string): { readonly subjectId: SubjectId; readonly askId: AskId } | undefined;
  readUnsubscribe(token: string): { readonly subjectId: SubjectId } | undefined;
  readPreferences(
    token: string,
    at: Temporal.Instant,
  ): { readonly subjectId: SubjectId } | 'expired' | undefined;
  /** A page for staff, who sign in there. */
  staff(path: `/ops/${string}`): string;
  /** The person's own page of a request; the nonce that the request holds says which links are still good. */
  request(to: { readonly requestId: RequestId; readonly nonce: AskId }): string;
  /** The token of such a link, for a page that leads on to itself. */
  requestToken(to: { readonly requestId: RequestId; readonly nonce: AskId }): string;
  /** Whether a token is that of a request and a nonce; in constant time. */
  isRequestToken(token: string, to: { readonly requestId: RequestId; readonly nonce: AskId }): boolean;
  /** Where the schema of the packages is published: the same for everybody. */
  packageSchema(): string;
}
