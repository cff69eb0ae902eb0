import { runtimeError, unsupported } from '../../kql-error';
import type { PartitionPlan } from '../../plan/plan';
import { groupRows } from '../../table/keys';
import { readerOf } from '../../table/reader';
import type { Table } from '../../table/table';
import type { Operator } from '../run';
import { computed } from './columns';
import { united } from './union';

/** The results of a sub-query over each value's rows, together (source: Microsoft Learn, partition-operator, read 2026-11-24). */
export const partition: Operator<PartitionPlan> = ({ input, by, context, body, most, span }, run) => {
  const table = run.table(input);
  const key = computed(by, table, run).column();
  const { ids, count, first } = groupRows([key], table.rowCount);
  if (most !== undefined && count > most) {
    throw runtimeError(
      `partition by ${count} values: the strategy takes ${most}`,
      span,
      'hint.strategy=native and hint.strategy=shuffle take any number',
    );
  }
  const read = readerOf(key);
  const missing = first.find((row) => read(row) === null);
  if (missing !== undefined) throw unsupported('partition by a null', span, `| where isnotnull(${by.name}) before it`);
  const results = rowsOf(ids, count).map((rows): Table => run.within(context, table.gather(rows)).table(body));
  // Without any row the columns are those of the sub-query over nothing.
  return united(results.length > 0 ? results : [run.within(context, table).table(body)], 'outer');
};

/** The rows of each group. */
function rowsOf(ids: Int32Array, count: number): readonly Int32Array[] {
  const sizes = new Int32Array(count);
  for (const id of ids) sizes[id] = (sizes[id] as number) + 1;
  const rows = Array.from(sizes, (size) => new Int32Array(size));
  const filled = new Int32Array(count);
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row] as number;
    (rows[id] as Int32Array)[filled[id] as number] = row;
    filled[id] = (filled[id] as number) + 1;
  }
  return rows;
}
