import type { Column, NumberColumn } from '../../table/column';
import { distinctInGroups } from '../../table/keys';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import type { AggregateFunction, AggregateInput } from '../aggregate-function';
import { aggregate, onlyIf } from '../aggregate-function';

export function longs(values: Float64Array): NumberColumn {
  return { kind: 'number', type: 'long', values, nulls: undefined };
}

/** Rows, not values: `count(x)` counts nulls too (facts: kql-semantics 6.8). */
const count = aggregate('count', ({ ids, groupCount }) => {
  const counts = new Float64Array(groupCount);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    counts[id] = (counts[id] as number) + 1;
  }
  return longs(counts);
});

/** Exact, where Kusto estimates beyond small sets; nulls do not count. */
function distinctCount({ args, ids, groupCount }: AggregateInput): Column | undefined {
  const [value] = args;
  if (value === undefined) return undefined;
  const column = toColumn(value, ids.length);
  const read = readerOf(column);
  const counts = new Float64Array(groupCount);
  for (const row of distinctInGroups(ids, groupCount, column)) {
    const id = ids[row] as number;
    if (read(row) !== null) counts[id] = (counts[id] as number) + 1;
  }
  return longs(counts);
}

const dcount = aggregate('dcount', distinctCount);
const countDistinct = aggregate('count_distinct', distinctCount);

export const counts: readonly AggregateFunction[] = [
  count,
  onlyIf('countif', count, 0),
  dcount,
  onlyIf('dcountif', dcount, 1),
  countDistinct,
  onlyIf('count_distinctif', countDistinct, 1),
];
