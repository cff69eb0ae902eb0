import { columnOf } from '../../table/builder';
import type { Column } from '../../table/column';
import { toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import type { AggregateFunction, AggregateInput } from '../aggregate-function';
import { aggregate, onlyIf, readerFor } from '../aggregate-function';
import type { Weighted } from '../nearest-rank';
import { digestSketch, digestValues, distinctSketch, distinctValues } from '../sketch';

/** The values of each group's rows, as `take` makes them of one row's value; nulls left out. */
function collected<T>({ args, ids, groupCount }: AggregateInput, take: (value: Dynamic, row: number) => readonly T[]) {
  const [value] = args;
  const groups = Array.from({ length: groupCount }, (): T[] => []);
  if (value === undefined) return groups;
  const read = readerFor(value, ids.length);
  for (let row = 0; row < ids.length; row++) {
    const item = read(row);
    if (item === null) continue;
    // One by one: a sketch can hold more values than a call takes arguments.
    for (const taken of take(toDynamic(value.type, item), row)) groups[ids[row] as number]?.push(taken);
  }
  return groups;
}

const hll = aggregate('hll', (input) =>
  columnOf(
    'dynamic',
    collected(input, (value) => [value]).map((values) => distinctSketch(values)),
  ),
);

const mergedHll = aggregate('hll_merge', (input) =>
  columnOf(
    'dynamic',
    collected(input, (sketch) => distinctValues(sketch) ?? []).map((values) => distinctSketch(values)),
  ),
);

const tdigest = aggregate('tdigest', (input) => {
  const [, weight] = input.args;
  const weightOf = weight === undefined ? () => 1 : readerFor(weight, input.ids.length);
  const values = collected(input, (value, row): readonly Weighted[] => {
    const size = Number(weightOf(row) ?? 0);
    return size > 0 ? [{ value, weight: size }] : [];
  });
  return columnOf('dynamic', values.map(digestSketch));
});

const mergedDigest = (input: AggregateInput): Column =>
  columnOf('dynamic', collected(input, (sketch) => digestValues(sketch) ?? []).map(digestSketch));

export const sketches: readonly AggregateFunction[] = [
  hll,
  onlyIf('hll_if', hll, 1),
  mergedHll,
  tdigest,
  aggregate('tdigest_merge', mergedDigest),
  aggregate('merge_tdigest', mergedDigest),
];
