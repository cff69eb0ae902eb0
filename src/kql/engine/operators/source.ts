import { constantColumn } from '../../table/constant';
import { columnOf } from '../../table/builder';
import { lengthOf } from '../../table/column';
import { readerOf } from '../../table/reader';
import type { Slot } from '../../table/table';
import { lazySlot, Table } from '../../table/table';
import type { ColumnSchema } from '../../catalog';
import { convert } from '../../values/convert';
import { emptyValue } from '../../values/value';
import type { SourcePlan, WatchlistPlan } from '../../plan/plan';
import { textOf } from '../../values/print';
import { watchlistColumns } from '../../watchlist';
import { constantOf } from '../evaluate';
import type { Operator } from '../run';

/** The rows given for a table, in the columns that the catalog promises: what was not given is null. */
export const source: Operator<SourcePlan> = ({ name, columns, open }, run) =>
  shaped(run.source.table(name) ?? new Table([], 0), columns, open);

export const watchlist: Operator<WatchlistPlan> = (plan, run) => {
  const { type, value } = constantOf(plan.alias, new Table([], 1), run);
  const given = run.source.watchlist?.(textOf(type, value));
  return shaped(given ?? new Table([], 0), watchlistColumns(undefined), true);
};

export function shaped(given: Table, columns: readonly ColumnSchema[], open: boolean): Table {
  const slots = columns.map((column) => fitted(column, given));
  const extra = open ? given.slots.filter(({ name }) => !columns.some((column) => column.name === name)) : [];
  return new Table([...slots, ...extra], given.rowCount, given.ingestion);
}

function fitted({ name, type }: ColumnSchema, given: Table): Slot {
  const slot = given.slot(name);
  if (slot === undefined) return lazySlot(name, type, () => constantColumn(type, emptyValue(type), given.rowCount));
  if (slot.type === type) return slot;
  return lazySlot(name, type, () => {
    const column = slot.column();
    const read = readerOf(column);
    return columnOf(
      type,
      Array.from({ length: lengthOf(column) }, (_, row) => convert(read(row), slot.type, type)),
    );
  });
}
