import type { AggregateFunction } from '../aggregate-function';
import { bits } from './bits';
import { collections } from './collections';
import { counts } from './counts';
import { covariances } from './covariance';
import { extremes } from './extremes';
import { percentileAggregates } from './percentiles';
import { schemas } from './schema';
import { sketches } from './sketches';
import { sums } from './sums';

const all: readonly AggregateFunction[] = [
  ...bits,
  ...collections,
  ...counts,
  ...covariances,
  ...extremes,
  ...percentileAggregates,
  ...schemas,
  ...sketches,
  ...sums,
];

const byName: ReadonlyMap<string, AggregateFunction> = new Map(all.map((each) => [each.name, each]));

export function aggregateNamed(name: string): AggregateFunction | undefined {
  return byName.get(name);
}
