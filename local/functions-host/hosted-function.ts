import type { RegisteredFunction } from './core-module.ts';
import { type InvokedFunction, toError } from './invocation.ts';
import type { Binding } from './rpc.ts';
import { newRuns } from './runs.ts';
import type { Settings } from './settings.ts';
import { parseTrigger, type Trigger } from './trigger.ts';

export interface HostedFunction<T extends Trigger = Trigger> extends InvokedFunction {
  readonly trigger: T;
  /** By the setting `AzureWebJobs.<name>.Disabled`. */
  readonly disabled: boolean;
}

/** Checks every binding of a function; throws a sentence that names the function and what is wrong. */
export function hostFunction(registered: RegisteredFunction, settings: Settings): HostedFunction {
  const { name } = registered.metadata;
  try {
    const [triggerName, binding] = theTrigger(registered);
    refuseOtherBindings(registered, triggerName);
    return {
      name,
      registered,
      runs: newRuns(),
      trigger: parseTrigger(name, triggerName, binding, settings),
      disabled: /^(true|1)$/i.test(settings[`AzureWebJobs.${name}.Disabled`] ?? ''),
    };
  } catch (error) {
    throw new Error(`function "${name}": ${toError(error).message}`, { cause: error });
  }
}

export function isTriggeredBy<Kind extends Trigger['kind']>(
  fn: HostedFunction,
  kind: Kind,
): fn is HostedFunction<Extract<Trigger, { kind: Kind }>> {
  return fn.trigger.kind === kind;
}

function theTrigger({ metadata }: RegisteredFunction): [name: string, binding: Binding] {
  const trigger = Object.entries(metadata.bindings).find(([, binding]) => isTrigger(binding));
  if (trigger === undefined) throw new Error('has no trigger');
  return trigger;
}

function isTrigger({ type }: Binding): boolean {
  return /trigger$/i.test(type);
}

/** The answer of an HTTP function is the only other binding that this host carries out. */
function refuseOtherBindings({ metadata }: RegisteredFunction, triggerName: string): void {
  for (const [name, { type, direction }] of Object.entries(metadata.bindings)) {
    if (name === triggerName || (name === '$return' && type.toLowerCase() === 'http')) continue;
    const kind = direction === 'in' ? 'input' : 'output';
    throw new Error(
      `the ${kind} binding "${type}" is not supported by this host: use the SDK in the function`,
    );
  }
}
