/** What of a contact has to be there; said beside the fields, since a refinement of them is a function. */
export const reachable = {
  description: 'At least one of `email` and `phone` (policy row P2).',
  anyOf: [{ required: ['email'] }, { required: ['phone'] }],
};

/** By one, and not by both. */
export const oneOfEmailAndPhone = {
  description: 'Either `email` or `phone`.',
  anyOf: [{ required: ['email'] }, { required: ['phone'] }],
};
