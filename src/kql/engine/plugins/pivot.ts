import { runtimeError, unsupported } from '../../kql-error';
import type { CallExpression, Expression } from '../../plan/plan';
import { gather } from '../../table/gather';
import { groupRows } from '../../table/keys';
import { constantColumn } from '../../table/constant';
import { columnOf } from '../../table/builder';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import { slotOf, Table } from '../../table/table';
import { textOf } from '../../values/print';
import { emptyValue } from '../../values/value';
import { compareText } from '../../../diagnostics';
import { aggregated } from '../aggregation';
import type { Plugin, PluginArgument } from './plugin';

/**
 * Rows to columns: one column per value of the pivot column, in order of the values, one row per value of the others
 * (or of the columns named). A group without rows for a value gets what the aggregate makes of no rows: 0 for counts
 * and sums, null otherwise. (Kusto documentation, pivot plugin; facts: kql-semantics 6.28)
 */
export const pivot: Plugin = ({ table, args: [by, second, ...more], run, span }) => {
  const scalar = (argument: PluginArgument | undefined): Expression | undefined => {
    if (argument !== undefined && 'op' in argument) throw unsupported('a table as an argument of pivot', argument.span);
    return argument;
  };
  const pivoted = scalar(by);
  if (pivoted?.kind !== 'column') throw unsupported('pivot of something that is no column', span);
  const given = scalar(second);
  const aggregate: CallExpression =
    given?.kind === 'call' ? given : { kind: 'call', name: 'count', args: [], typeArgs: {}, type: 'long', span };
  const named = [...(given?.kind === 'column' ? [given] : []), ...more.map(scalar)];
  const used = new Set([pivoted.name, ...columnsOf(aggregate)]);
  const keys =
    named.length > 0
      ? named.map((each) => {
          const slot = each?.kind === 'column' ? table.slot(each.name) : undefined;
          if (each?.kind !== 'column') throw unsupported('pivot by something that is no column', span);
          if (slot === undefined) throw runtimeError(`there is no column '${each.name}' in these rows`, each.span);
          return slot;
        })
      : table.slots.filter(({ name }) => !used.has(name));
  const values = toColumn(run.evaluate(pivoted, table), table.rowCount);
  const read = readerOf(values);
  const names = Array.from({ length: table.rowCount }, (_, row) => textOf(values.type, read(row)));
  const distinct = [...new Set(names)].sort(compareText);
  const clash = distinct.find((name) => keys.some((key) => key.name === name));
  if (clash !== undefined) throw runtimeError(`pivot makes a column '${clash}' that is there already`, span);

  const keyColumns = keys.map((slot) => slot.column());
  const groups =
    keys.length === 0
      ? { ids: new Int32Array(table.rowCount), count: 1, first: Int32Array.of(0) }
      : groupRows(keyColumns, table.rowCount);
  const slots = keys.map((slot, index) => {
    const column = keyColumns[index];
    if (column === undefined) throw new Error('a key of pivot has a column');
    return slotOf(slot.name, gather(column, groups.first));
  });
  for (const name of distinct) {
    const rows = Int32Array.from(names.flatMap((each, row) => (each === name ? [row] : [])));
    const ids = Int32Array.from(rows, (row) => groups.ids[row] ?? 0);
    const grouping = {
      table: table.gather(rows),
      groups: { ids, count: groups.count, first: groups.first },
      keyNames: new Set<string>(),
    };
    const [made] = aggregated({ names: [], explicit: false, expression: aggregate, argNames: [] }, grouping, run);
    if (made === undefined) throw unsupported(`pivot with '${aggregate.name}'`, span);
    slots.push(slotOf(name === '' ? 'Column' : name, made.column));
  }
  if (table.rowCount === 0) {
    return new Table(
      keys.map((slot) => slotOf(slot.name, columnOf(slot.type, []))),
      0,
    );
  }
  return new Table(
    slots.length === 0 ? [slotOf('Column', constantColumn('string', emptyValue('string'), 0))] : slots,
    groups.count,
  );
};

function columnsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'column') return [expression.name];
  return expression.kind === 'call' ? expression.args.flatMap(columnsOf) : [];
}
