import type { CountPlan, TakePlan } from '../../plan/plan';
import { runtimeError } from '../../kql-error';
import { columnOf } from '../../table/builder';
import { allRows } from '../../table/gather';
import { slotOf, Table } from '../../table/table';
import { constantOf } from '../evaluate';
import type { Operator } from '../run';

export const count: Operator<CountPlan> = ({ input, name }, run) =>
  new Table([slotOf(name, columnOf('long', [run.table(input).rowCount]))], 1);

/** The first rows; `sample` takes any, in their order. */
export const take: Operator<TakePlan> = ({ input, count: limit, sample, span }, run) => {
  const table = run.table(input);
  const { value } = constantOf(limit, new Table([], 1), run);
  const wanted = Number(value);
  if (!(wanted >= 0)) throw runtimeError('the number of rows to take must not be negative', span);
  if (wanted >= table.rowCount) return table;
  const rows = allRows(table.rowCount);
  if (!sample) return table.gather(rows.subarray(0, wanted));
  for (let at = 0; at < wanted; at++) {
    const other = at + Math.floor(run.random() * (rows.length - at));
    [rows[at], rows[other]] = [rows[other] as number, rows[at] as number];
  }
  return table.gather(rows.subarray(0, wanted).sort());
};
