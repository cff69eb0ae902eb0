import type { Span } from '../../diagnostics';
import type { Compilation, KqlError, Plan } from '../../kql';
import { compileQuery } from '../../kql';
import type { CompiledQuery, Knowledge, Rule, TargetOverrides } from '../../rules';
import { compileRule, overrideRule } from '../../rules';

/** A rule as a target would get it, with its query planned: ready for any number of runs. */
export interface ReadyRule {
  readonly rule: Rule;
  readonly query: CompiledQuery;
  readonly plan: Plan;
  /** Where each exclusion stands in the query, by name. */
  readonly exclusions: ReadonlyMap<string, readonly Span[]>;
}

export type Readied =
  | { readonly ok: true; readonly ready: ReadyRule }
  | { readonly ok: false; readonly error: KqlError; readonly query: CompiledQuery }
  | { readonly ok: false; readonly error: string };

/** Plans by the catalog that they were made with: tests that run again after a change mostly ask the same queries. */
const plansOf = new WeakMap<Knowledge, Map<string, Compilation>>();
const MOST_PLANS = 64;

function planOf(text: string, catalog: Knowledge): Compilation {
  const plans = plansOf.get(catalog) ?? new Map<string, Compilation>();
  plansOf.set(catalog, plans);
  const known = plans.get(text);
  if (known !== undefined) return known;
  const compiled = compileQuery(text, catalog);
  const [oldest] = plans.keys();
  if (plans.size === MOST_PLANS && oldest !== undefined) plans.delete(oldest);
  plans.set(text, compiled);
  return compiled;
}

/** Compiles what would be deployed and plans its query: exclusions, parameters and a target's tuning included. */
export function readyRule(rule: Rule, overrides: TargetOverrides, catalog: Knowledge): Readied {
  const own = overrideRule(rule, overrides);
  const { query, problems } = compileRule(rule, overrides);
  const [problem] = problems;
  if (problem !== undefined) return { ok: false, error: `${problem.message} (${problem.help})` };
  const compiled = planOf(query.text, catalog);
  if (!compiled.ok) return { ok: false, error: compiled.error, query };
  const exclusions = new Map<string, Span[]>();
  for (const { start, end, origin } of query.pieces) {
    if (origin.kind !== 'exclusion') continue;
    const name = own.exclusions[origin.index]?.name ?? '';
    exclusions.set(name, [...(exclusions.get(name) ?? []), { start, end }]);
  }
  return { ok: true, ready: { rule: own, query, plan: compiled.plan, exclusions } };
}
