import type { AggregateFunction } from '../aggregate-function';
import { collections } from './collections';
import { counts } from './counts';
import { extremes } from './extremes';
import { sums } from './sums';

const all: readonly AggregateFunction[] = [...collections, ...counts, ...extremes, ...sums];

const byName: ReadonlyMap<string, AggregateFunction> = new Map(all.map((each) => [each.name, each]));

export function aggregateNamed(name: string): AggregateFunction | undefined {
  return byName.get(name);
}
