/** Identifiers, branded so that one is never taken for another. None is derived from a person's data. */
export type SubjectId = Branded<'SubjectId'>;
export type RegistrationId = Branded<'RegistrationId'>;
export type EventId = Branded<'EventId'>;
export type ErasureId = Branded<'ErasureId'>;
export type RectificationId = Branded<'RectificationId'>;
export type WithdrawalId = Branded<'WithdrawalId'>;
/** A request of a data subject; also the partition that the request lies in. */
export type RequestId = Branded<'RequestId'>;
/** `<subject id>.<UUID>`, as of a hold. */
export type DisclosureId = Branded<'DisclosureId'>;
/** A choice of cookies, of nobody in particular. */
export type CookieChoiceId = Branded<'CookieChoiceId'>;
/** A change of the policy that people are told of: `announcement-<version>`, also its partition. */
export type AnnouncementId = Branded<'AnnouncementId'>;
/** A question mailed to a person: is this consent meant? */
export type AskId = Branded<'AskId'>;
/** `<subject id>.<UUID>`: whoever states it finds the partition it is in. */
export type HoldId = Branded<'HoldId'>;

/**
 * The key of an entry in `identifiers`: `<type>:<key version>:<base64url HMAC-SHA-256 of the normalised
 * value>`. It leads from a value that somebody states to the subject, never back.
 */
export type IdentifierKey = Branded<'IdentifierKey'>;

type Branded<Name extends string> = string & { readonly brand: Name };
