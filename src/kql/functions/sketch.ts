import { compareValues } from '../values/compare';
import type { Dynamic } from '../values/dynamic';
import { dynamicKey, isArray, isBag } from '../values/dynamic';
import type { Weighted } from './nearest-rank';
import { sortWeighted } from './nearest-rank';

/**
 * The intermediate values of `hll` and `tdigest`. Kusto's are estimators of an undocumented form; ours hold all values,
 * so what is read from them (`dcount_hll`, `percentile_tdigest`…) is exact. They are not meant to be printed.
 */
const DISTINCT = '$hll';
const DIGEST = '$tdigest';

export function distinctSketch(values: Iterable<Dynamic>): Dynamic {
  const kept = new Map<string, Dynamic>();
  for (const value of values) if (value !== null) kept.set(dynamicKey(value), value);
  return new Map([[DISTINCT, [...kept.values()]]]);
}

/** The distinct values in a sketch; undefined for what is none. */
export function distinctValues(sketch: Dynamic): readonly Dynamic[] | undefined {
  const values = isBag(sketch) ? sketch.get(DISTINCT) : undefined;
  return values !== undefined && isArray(values) ? values : undefined;
}

export function digestSketch(values: readonly Weighted[]): Dynamic {
  const sorted = sortWeighted(values, (a, b) => compareValues('dynamic', a, b));
  return new Map([[DIGEST, sorted.map(({ value, weight }): Dynamic => [value as Dynamic, weight])]]);
}

/** The weighted values of a digest in order; undefined for what is none. */
export function digestValues(sketch: Dynamic): readonly Weighted[] | undefined {
  const pairs = isBag(sketch) ? sketch.get(DIGEST) : undefined;
  if (pairs === undefined || !isArray(pairs)) return undefined;
  return pairs.flatMap((pair) => (isArray(pair) ? [{ value: pair[0] ?? null, weight: Number(pair[1]) }] : []));
}
