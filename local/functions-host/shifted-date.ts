import type { Clock } from '../clock.ts';

/**
 * Shows `clock` to all code of this process that asks for the present: `new Date()`, `Date()` and
 * `Date.now()`. Instants that are given are left as they are, timers stay real, and dates made before or
 * after are instances of `Date` either way. Returns the function that takes it back.
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
  return () => {
    globalThis.Date = RealDate;
    RealDate.prototype.constructor = RealDate;
    RealDate.now = realNow;
  };
}
