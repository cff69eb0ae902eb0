import { unsupported } from '../../kql-error';
import type { FindPlan } from '../../plan/plan';
import { columnOf } from '../../table/builder';
import type { Column } from '../../table/column';
import { concatColumns } from '../../table/concat';
import { constantColumn } from '../../table/constant';
import { allRows } from '../../table/gather';
import { operandReader } from '../../table/operand';
import { readerOf } from '../../table/reader';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { convert, toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import { emptyValue } from '../../values/value';
import type { Operator, Run } from '../run';

/**
 * The rows of several tables for which a predicate holds; a table without any column of the predicate is left out
 * (source: Microsoft Learn, find-operator, read 2026-11-24).
 */
export const find: Operator<FindPlan> = (plan, run) => {
  const { legs, asked, source, pack, columns, smart, span } = plan;
  const all = legs.map(({ name, table }) => ({ name, table: run.table(table) }));
  const tables = all.filter(({ table }) => asked === 'any' || asked.some((name) => table.slot(name) !== undefined));
  if (smart && tables.length < all.length) {
    throw unsupported('find without project where a table has no column of the predicate', span);
  }
  const typeOf = (name: string): KqlType => typeIn(name, all, plan);
  const found = tables.map(({ name, table }) => ({ name, table: matching(table, plan, typeOf, run) }));
  const origin = concat(
    'string',
    found.map(({ name, table }) => constantColumn('string', name, table.rowCount)),
  );
  const made = columns.map(({ name, to }) => {
    const type = to ?? typeOf(name);
    return slotOf(
      name,
      concat(
        type,
        found.map(({ table }) => cast(table, name, type)),
      ),
    );
  });
  const shown = new Set(columns.map(({ name }) => name));
  const packs = concat(
    'dynamic',
    found.map(({ table }) => packed(table, shown)),
  );
  const rowCount = found.reduce((sum, { table }) => sum + table.rowCount, 0);
  return new Table([slotOf(source, origin), ...made, ...(pack === 'rest' ? [slotOf('pack_', packs)] : [])], rowCount);
};

type Found = readonly { readonly table: Table }[];

function typeIn(name: string, tables: Found, { span }: FindPlan): KqlType {
  const types = new Set(tables.flatMap(({ table }) => table.slot(name)?.type ?? []));
  const [type, ...others] = types;
  if (type === undefined) throw unsupported(`the column '${name}', which no table of find has,`, span);
  if (others.length > 0) {
    throw unsupported(`find over '${name}' of several types`, span, `say which: project ${name}: ${type}`);
  }
  return type;
}

/** The rows for which the predicate holds; a column that the table does not have is null in it. */
function matching(table: Table, { asked, predicate }: FindPlan, typeOf: (name: string) => KqlType, run: Run): Table {
  const missing = (asked === 'any' ? [] : asked).filter((name) => table.slot(name) === undefined);
  const whole = table.withSlots([
    ...table.slots,
    ...missing.map((name) => {
      const type = typeOf(name);
      return slotOf(name, constantColumn(type, emptyValue(type), table.rowCount));
    }),
  ]);
  const holds = operandReader(run.evaluate(predicate, whole));
  return table.gather(allRows(table.rowCount).filter((row) => holds(row) === true));
}

function cast(table: Table, name: string, type: KqlType): Column {
  const slot = table.slot(name);
  if (slot === undefined) return constantColumn(type, emptyValue(type), table.rowCount);
  if (slot.type === type) return slot.column();
  const read = readerOf(slot.column());
  return columnOf(
    type,
    Array.from(allRows(table.rowCount), (row) => convert(read(row), slot.type, type)),
  );
}

/** Each row's other columns as a bag. */
function packed({ slots, rowCount }: Table, shown: ReadonlySet<string>): Column {
  const rest = slots
    .filter(({ name }: Slot) => !shown.has(name))
    .map(({ name, type, column }) => ({ name, type, read: readerOf(column()) }));
  return columnOf(
    'dynamic',
    Array.from(
      allRows(rowCount),
      (row): Dynamic => new Map(rest.map(({ name, type, read }) => [name, toDynamic(type, read(row))])),
    ),
  );
}

function concat(type: KqlType, columns: readonly Column[]): Column {
  return columns.length === 0 ? columnOf(type, []) : concatColumns(columns);
}
