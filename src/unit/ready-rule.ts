import type { KqlError } from '../kql';
import { compileQuery } from '../kql';
import type { Knowledge, Rule, TargetOverrides } from '../rules';
import { compileRule } from '../rules';
import type { ReadyRule } from './simulate';

export interface Unready {
  readonly error: KqlError | string;
}

/** Compiles what would be deployed and plans its query: exclusions, parameters and a target's tuning included. */
export function readyRule(rule: Rule, overrides: TargetOverrides, knowledge: Knowledge): ReadyRule | Unready {
  const { query, problems } = compileRule(rule, overrides);
  const [problem] = problems;
  if (problem !== undefined) return { error: `${problem.message} (${problem.help})` };
  const compiled = compileQuery(query.text, knowledge);
  return compiled.ok ? { rule, plan: compiled.plan, knowledge } : { error: compiled.error };
}

/** Plans of one rule, made once for each set of parameters and exclusions that its cases ask for. */
export function readyRules(
  rule: Rule,
  overrides: TargetOverrides,
  knowledge: Knowledge,
): (parameters: TargetOverrides['parameters'], without: readonly string[]) => ReadyRule | Unready {
  const made = new Map<string, ReadyRule | Unready>();
  return (parameters, without) => {
    const key = JSON.stringify([parameters, without]);
    const known = made.get(key);
    if (known !== undefined) return known;
    const keep = ({ name }: { readonly name: string }): boolean => !without.includes(name);
    const ready = readyRule(
      { ...rule, exclusions: rule.exclusions.filter(keep) },
      {
        ...overrides,
        exclusions: (overrides.exclusions ?? []).filter(keep),
        parameters: { ...overrides.parameters, ...parameters },
      },
      knowledge,
    );
    made.set(key, ready);
    return ready;
  };
}
