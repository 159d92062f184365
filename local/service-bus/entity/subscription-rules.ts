import { type MessageFacts, SYSTEM_PROPERTIES } from '../codec/facts.ts';
import type { RuleConfig } from '../config.ts';
import { compare, evaluate } from '../sql-filter/evaluate.ts';

export type Rule = (facts: MessageFacts) => boolean;

/**
 * Whether a subscription takes a message: when any of its rules does. `undefined` means every message, the
 * `$Default` rule that a subscription has while it has no other.
 */
export function rulesOf(rules: readonly RuleConfig[]): Rule | undefined {
  if (rules.length === 0) return undefined;
  const tests = rules.map(ruleOf);
  return (facts) => tests.some((test) => test(facts));
}

function ruleOf({ Properties: properties }: RuleConfig): Rule {
  switch (properties.FilterType) {
    case 'Sql': {
      const predicate = properties.SqlFilter.SqlExpression;
      return (facts) => evaluate(predicate, facts) === true;
    }
    case 'Correlation':
      return correlation(properties.CorrelationFilter);
  }
}

type CorrelationFilter = Extract<
  RuleConfig['Properties'],
  { FilterType: 'Correlation' }
>['CorrelationFilter'];

/** Every named property has to be there and equal, case and type included. */
function correlation({ Properties: user = {}, ...system }: CorrelationFilter): Rule {
  const wantedOfSystem = Object.entries(system).filter(([name]) => name.toLowerCase() in SYSTEM_PROPERTIES);
  const wantedOfUser = Object.entries(user);
  return (facts) =>
    wantedOfSystem.every(
      ([name, value]) => compare('=', facts.system.get(name.toLowerCase()), value) === true,
    ) &&
    wantedOfUser.every(([name, value]) => compare('=', facts.user.get(name.toLowerCase()), value) === true);
}
