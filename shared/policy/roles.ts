/** What staff may do, by the least role that may do it. Each role may do what those before it may. */
export const roles = ['reader', 'case-worker', 'administrator'] as const;
export type Role = (typeof roles)[number];

export const operations = {
  /** Lists, deadlines, figures: nothing of a person but ids. */
  'see-today': 'reader',
  'see-requests': 'reader',
  'see-tasks': 'reader',
  'see-holds': 'reader',
  'see-disclosures': 'reader',
  'see-register': 'reader',
  'see-dead-letters': 'reader',
  'see-announcements': 'reader',
  /** What shows or changes the data of a person. */
  'look-up-person': 'case-worker',
  'register-person': 'case-worker',
  'receive-request': 'case-worker',
  'open-request': 'case-worker',
  'decide-request': 'case-worker',
  'open-task': 'case-worker',
  'answer-task': 'case-worker',
  'place-hold': 'case-worker',
  'release-hold': 'case-worker',
  'record-disclosure': 'case-worker',
  'withdraw-for-person': 'case-worker',
  'rectify-person': 'case-worker',
  /** What reaches everybody, or the machinery. */
  'announce-policy': 'administrator',
  'redrive-dead-letter': 'administrator',
} as const satisfies Record<string, Role>;

export type Operation = keyof typeof operations;

/** Whether somebody with these roles may do it. */
export function mayDo(operation: Operation, held: readonly Role[]): boolean {
  const least = roles.indexOf(operations[operation]);
  return held.some((role) => roles.indexOf(role) >= least);
}
