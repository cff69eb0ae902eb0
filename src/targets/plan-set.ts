import { hashJson } from '../json';

/** The plan of one target, by its hash. */
export interface PlanOfSet {
  readonly target: string;
  readonly hash: string;
}

/**
 * The one hash that people agree to for several plans: over each target with its plan's hash, in the order of names. Of one
 * plan it is that plan's own. SHA-256, lower-case hex.
 */
export function planSetHash(plans: readonly PlanOfSet[]): string {
  const [first] = plans;
  if (first !== undefined && plans.length === 1) return first.hash;
  const sorted = plans.toSorted((a, b) => (a.target < b.target ? -1 : a.target > b.target ? 1 : 0));
  return hashJson(sorted.map(({ target, hash }) => [target, hash]));
}
