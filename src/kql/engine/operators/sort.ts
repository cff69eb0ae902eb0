import type { Ordering, SortPlan, TopPlan } from '../../plan/plan';
import { runtimeError } from '../../kql-error';
import type { Column } from '../../table/column';
import { allRows } from '../../table/gather';
import { readerOf } from '../../table/reader';
import { toColumn } from '../../table/operand';
import type { Table } from '../../table/table';
import { Table as EmptyTable } from '../../table/table';
import { compareValues } from '../../values/compare';
import { constantOf } from '../evaluate';
import type { Operator, Run } from '../run';
import { firstRows } from './first-rows';

export const sort: Operator<SortPlan> = ({ input, by }, run) => {
  const table = run.table(input);
  return table.gather(allRows(table.rowCount).sort(rowOrder(table, by, run)));
};

export const top: Operator<TopPlan> = ({ input, count, by, span }, run) => {
  const table = run.table(input);
  const { value } = constantOf(count, new EmptyTable([], 1), run);
  if (typeof value !== 'number' || value < 0) throw runtimeError('top needs a count that is not negative', span);
  return table.gather(firstRows(table.rowCount, value, rowOrder(table, by, run)));
};

/** Stable: rows that compare equal keep their order. */
function rowOrder(table: Table, by: readonly Ordering[], run: Run): (a: number, b: number) => number {
  const [first, ...rest] = by.map((ordering) => comparator(ordering, table, run));
  if (first === undefined) return (a, b) => a - b;
  if (rest.length === 0) return (a, b) => first(a, b) || a - b;
  return (a, b) => {
    const lead = first(a, b);
    if (lead !== 0) return lead;
    for (const compare of rest) {
      const order = compare(a, b);
      if (order !== 0) return order;
    }
    return a - b;
  };
}

function comparator({ expression, order, nulls }: Ordering, table: Table, run: Run): (a: number, b: number) => number {
  const column = toColumn(run.evaluate(expression, table), table.rowCount);
  const sign = order === 'asc' ? 1 : -1;
  const nullRank = nulls === 'first' ? -1 : 1;
  if (column.kind === 'text' && column.type === 'string') {
    const rank = ranks(column.dictionary);
    const { codes } = column;
    return (a, b) => ((rank[codes[a] as number] as number) - (rank[codes[b] as number] as number)) * sign;
  }
  if (column.kind === 'number' && column.type !== 'real' && column.nulls === undefined) {
    const { values } = column;
    return (a, b) => ((values[a] as number) - (values[b] as number)) * sign;
  }
  return general(column, sign, nullRank);
}

/** NaN stands next to the nulls, whichever end they are at (facts: kql-semantics 6.3). */
function general(column: Column, sign: number, nullRank: number): (a: number, b: number) => number {
  const read = readerOf(column);
  const { type } = column;
  const rankOf = (value: unknown): number => (value === null ? 2 * nullRank : Number.isNaN(value) ? nullRank : 0);
  return (a, b) => {
    const x = read(a);
    const y = read(b);
    const ranked = rankOf(x) - rankOf(y);
    if (ranked !== 0) return ranked;
    return x === null || Number.isNaN(x) ? 0 : compareValues(type, x, y) * sign;
  };
}

/** The place of each text in the sorted dictionary; equal texts share one. */
function ranks(dictionary: readonly string[]): Int32Array {
  const order = Array.from(dictionary.keys()).sort((a, b) =>
    compareValues('string', dictionary[a] ?? '', dictionary[b] ?? ''),
  );
  const rank = new Int32Array(dictionary.length);
  let place = 0;
  for (const [index, code] of order.entries()) {
    if (index > 0 && dictionary[code] !== dictionary[order[index - 1] ?? 0]) place = index;
    rank[code] = place;
  }
  return rank;
}
