import type { JsonObject } from '../json';
import { RESOURCE_TYPES, resourceTypes } from '../state';
import type { Change, ResourceType } from '../state';
import { asOf } from './as-of';
import type { AsOf, Chains, RuleAsOf } from './as-of';

/** What is different about a resource between two moments. */
export type Difference =
  | { readonly kind: 'came' | 'went'; readonly rule: RuleAsOf }
  /** Without `changes` where a body of one side is not kept. */
  | {
      readonly kind: 'changed';
      readonly before: RuleAsOf;
      readonly after: RuleAsOf;
      readonly changes: readonly Change[] | null;
    }
  /** What was there is not known at one of the moments. */
  | { readonly kind: 'not known'; readonly before: RuleAsOf | undefined; readonly after: RuleAsOf | undefined };

export interface Between {
  readonly target: string;
  readonly from: AsOf;
  readonly to: AsOf;
  readonly differences: readonly Difference[];
  /** How many say the same at both moments. */
  readonly same: number;
}

interface Asked {
  readonly target: string;
  readonly from: string;
  readonly to: string;
  readonly bodies: ReadonlyMap<string, JsonObject>;
}

/** The difference between the states of a target at two moments, in the domain's words. */
export function between(chains: Chains, { target, from, to, bodies }: Asked): Between {
  const left = asOf(chains, { target, at: from, bodies });
  const right = asOf(chains, { target, at: to, bodies });
  const before = new Map(left.rules.map((rule) => [keyOf(rule), rule]));
  const after = new Map(right.rules.map((rule) => [keyOf(rule), rule]));
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  const differences = keys.flatMap((key) => differenceOf(before.get(key), after.get(key), bodies));
  return { target, from: left, to: right, differences, same: keys.length - differences.length };
}

function keyOf({ type, id }: RuleAsOf): string {
  return `${type}/${id.toLowerCase()}`;
}

function differenceOf(
  before: RuleAsOf | undefined,
  after: RuleAsOf | undefined,
  bodies: ReadonlyMap<string, JsonObject>,
): readonly Difference[] {
  if (before?.presence === 'unknown' || after?.presence === 'unknown') return [{ kind: 'not known', before, after }];
  if (after === undefined) return before === undefined ? [] : [{ kind: 'went', rule: before }];
  if (before === undefined) return [{ kind: 'came', rule: after }];
  if (before.hash === after.hash) return [];
  return [{ kind: 'changed', before, after, changes: changesOf(before, after, bodies) }];
}

function changesOf(
  before: RuleAsOf,
  after: RuleAsOf,
  bodies: ReadonlyMap<string, JsonObject>,
): readonly Change[] | null {
  const [old, now] = [before, after].map(({ body }) => (body === null ? undefined : bodies.get(body)));
  if (old === undefined || now === undefined || !isResourceType(after.type)) return null;
  const { canonical, diff } = resourceTypes[after.type];
  return diff(canonical(old), canonical(now));
}

function isResourceType(type: string): type is ResourceType {
  return RESOURCE_TYPES.some((one) => one === type);
}
