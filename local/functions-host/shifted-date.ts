import type { Clock } from '../clock.ts';

const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Shows `clock` to all code of this process that asks for the present: `new Date()`, `Date()` and
 * `Date.now()`. Instants that are given are left as they are, timers stay real, and dates made before or
 * after are instances of `Date` either way. Returns the function that takes it back.
 *
 * A clock that was ahead and is set back leaves deadlines years away: an SDK that renews a token "at its expiry"
 * would ask for a timer longer than Node has, which Node would fire at once, over and over. Such a timer gets the
 * longest there is.
 */
export function installShiftedDate(clock: Clock): () => void {
  const RealDate = Date;
  const realNow = RealDate.now;
  RealDate.now = () => clock.now();
  const Shifted: DateConstructor = new Proxy(RealDate, {
    apply: () => new RealDate(clock.now()).toString(),
    construct: (target, parameters, newTarget) =>
      Reflect.construct(
        target,
        parameters.length === 0 ? [clock.now()] : parameters,
        newTarget === Shifted ? target : newTarget,
      ),
  });
  globalThis.Date = Shifted;
  RealDate.prototype.constructor = Shifted;
  const realTimeout = globalThis.setTimeout;
  globalThis.setTimeout = new Proxy(realTimeout, {
    apply: (target, self, [callback, delay, ...rest]) =>
      Reflect.apply(target, self, [callback, Math.min(Number(delay ?? 0), LONGEST_TIMEOUT_MS), ...rest]),
  });
  return () => {
    globalThis.setTimeout = realTimeout;
    globalThis.Date = RealDate;
    RealDate.prototype.constructor = RealDate;
    RealDate.now = realNow;
  };
}
