import type { Value } from '../values/value';

export interface Weighted {
  readonly value: Value;
  readonly weight: number;
}

export function sortWeighted(values: readonly Weighted[], compare: (a: Value, b: Value) => number): Weighted[] {
  return [...values].sort((a, b) => compare(a.value, b.value));
}

/**
 * The percentile of sorted values: the smallest one whose cumulative weight reaches it, never a value in between (facts:
 * kql-semantics 6.11). Null for no values.
 */
export function atRank(sorted: readonly Weighted[], percent: number): Value {
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  // The product first: 7 / 100 * 100 is more than 7.
  const rank = (percent * total) / 100 - 1e-9 * total;
  let reached = 0;
  for (const { value, weight } of sorted) {
    reached += weight;
    if (reached >= rank) return value;
  }
  return sorted.at(-1)?.value ?? null;
}
