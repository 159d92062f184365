import type { SignalName, Signals } from '../policy/signals.ts';

type Named<Kind extends Signals[SignalName]['kind']> = {
  [Name in SignalName]: Signals[Name]['kind'] extends Kind ? Name : never;
}[SignalName];

type EventName = Named<'event'>;
type CountName = Named<'count'>;
export type GaugeName = Named<'gauge'>;

type Words<Name extends SignalName> = {
  readonly [Word in keyof Signals[Name]['words']]: Signals[Name]['words'][Word] extends readonly (infer Each)[]
    ? Each
    : never;
};
type Numbers<Name extends SignalName> = {
  readonly [Number in keyof Signals[Name]['numbers']]: number | undefined;
};

/** What a signal says: its words and its numbers, all of them; a number that there is not is undefined. */
export type Said<Name extends SignalName> = Words<Name> & Numbers<Name>;

/**
 * What operations see, and all of it: `shared/policy/signals.ts` is the list. Nothing of a person fits in. It never
 * throws and never makes anybody wait.
 */
export interface Telemetry {
  /** A business fact: one item, in the trace of what caused it, never sampled. */
  event<Name extends EventName>(name: Name, said: Said<Name>): void;
  /** Something that happens often: summed until it is sent. A signal without numbers counts one. */
  count<Name extends CountName>(name: Name, said: Said<Name>): void;
  /** How things stand: the newest value counts. */
  gauge<Name extends GaugeName>(name: Name, said: Said<Name>): void;
}
