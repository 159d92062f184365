import type { Role } from '../policy/roles.ts';

/** Somebody of the staff who has signed in. */
export interface StaffMember {
  /**
   * What events and evidence call `by`: the object id in Entra ID, a UUID that means something only there; or
   * `development-key`, which is all that a key says.
   */
  readonly id: string;
  /** How the pages greet; never stored, never logged. */
  readonly name?: string | undefined;
  readonly roles: readonly Role[];
  readonly via: 'entra-id' | 'development-key';
}

/** How staff get in: nobody does where neither is set up. */
export type StaffSignIn =
  | { readonly by: 'entra-id' }
  | { readonly by: 'development-key'; readonly key: string }
  | { readonly by: 'nothing' };
