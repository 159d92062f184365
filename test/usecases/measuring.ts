import { signals } from '../../shared/policy/signals.ts';
import type { GaugeName, World } from '../../shared/ports.ts';
import { measure } from '../../shared/usecases/measure.ts';
import { recordingTelemetry, type Saying } from '../telemetry-double.ts';

/**
 * What a run tells operations in a world, those of one signal if it is named. A number below zero would not arrive: the
 * SDK records gauges in histograms, which drop it.
 *
 * @throws when there is one.
 */
export async function told(world: World, name?: GaugeName): Promise<readonly Saying[]> {
  const telemetry = recordingTelemetry();
  await measure({ ...world, telemetry });
  for (const saying of telemetry.said) {
    const negative = Object.values(saying).filter((value) => typeof value === 'number' && value < 0);
    if (negative.length > 0) throw new Error(`${saying.signal} says ${negative.join()}`);
  }
  return telemetry.said.filter(({ signal }) => name === undefined || signal === name);
}

/** What is told of a signal beside zeros. */
export async function toldOf(world: World, name: GaugeName): Promise<readonly Saying[]> {
  const numbers = Object.keys(signals[name].numbers);
  return (await told(world, name)).filter((saying) => numbers.some((number) => (saying[number] ?? 0) !== 0));
}
