import type { SummarizePlan } from '../../plan/plan';
import type { Column } from '../../table/column';
import { gather } from '../../table/gather';
import type { Groups } from '../../table/keys';
import { groupRows } from '../../table/keys';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { aggregated } from '../aggregation';
import type { Operator } from '../run';
import { computed, distinctNames, freeName } from './columns';

/** One row per group: the keys, then the aggregates. Without keys there is one group, also of no rows. */
export const summarize: Operator<SummarizePlan> = (plan, run) => {
  const table = run.table(plan.input);
  const keys = distinctNames(plan.by.map((column) => computed(column, table, run)));
  const keyColumns = keys.map((slot) => slot.column());
  const groups = groupsOf(keyColumns, table.rowCount);
  const slots: Slot[] = keys.map((slot, index) => slotOf(slot.name, gather(keyColumns[index] as Column, groups.first)));
  // `*` leaves out the columns that are keys as they are: beside a key such as bin(t, 1h) it has t too.
  const keyNames = new Set(
    plan.by.flatMap(({ expression }) => (expression.kind === 'column' ? [expression.name] : [])),
  );
  const made = plan.aggregates.map((computation) => ({
    computation,
    columns: aggregated(computation, { table, groups, keyNames }, run),
  }));
  const { boundNames } = plan;
  const count = made.reduce((sum, { columns }) => sum + columns.length, 0);
  const taken = new Set(slots.map(({ name }) => name));
  let position = 0;
  for (const { computation, columns } of made) {
    for (const [index, { name, column }] of columns.entries()) {
      const bound = boundNames?.length === count ? boundNames[position] : undefined;
      const chosen = bound ?? freeName(computation.names[index] ?? name ?? '', taken);
      taken.add(chosen);
      slots.push(slotOf(chosen, column));
      position++;
    }
  }
  return new Table(slots, groups.count);
};

function groupsOf(columns: readonly Column[], rowCount: number): Groups {
  if (columns.length > 0) return groupRows(columns, rowCount);
  return { ids: new Int32Array(rowCount), count: 1, first: Int32Array.of(rowCount === 0 ? -1 : 0) };
}
