import type { NoticeDocument } from './document.ts';

type State = NoticeDocument['state'];

/** How a notice stands, as seen from outside: the steps that last for moments, unless somebody died, are waiting. */
const shown = {
  held: 'held',
  deleting: 'waiting',
  waiting: 'waiting',
  telling: 'waiting',
  releasing: 'waiting',
  completed: 'completed',
  'completed-with-exceptions': 'completed-with-exceptions',
  verified: 'verified',
  superseded: 'superseded',
} as const satisfies Record<State, State>;

export function shownState<Real extends State>(state: Real): (typeof shown)[Real] {
  return shown[state];
}

type ShownAs<Seen> = { [Real in State]: (typeof shown)[Real] extends Seen ? Real : never }[State];

/** Every state that looks so. */
export function statesShownAs<Seen extends State>(seen: Seen): readonly ShownAs<Seen>[] {
  const states = Object.keys(shown) as State[];
  return states.filter((state): state is ShownAs<Seen> => shown[state] === seen);
}
