import type { MvExpandPlan } from '../../plan/plan';
import { columnBuilder } from '../../table/builder';
import { operandReader } from '../../table/operand';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { convert, toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { isArray, isBag } from '../../values/dynamic';
import { emptyValue } from '../../values/value';
import { constantOf } from '../evaluate';
import type { Operator } from '../run';

/**
 * One row per element; several columns side by side, the shorter filled with nulls. An empty array or bag drops its
 * row, a null or scalar keeps it (facts: kql-semantics 6.19).
 */
export const mvExpand: Operator<MvExpandPlan> = ({ input, columns, bags, itemIndex, limit }, run) => {
  const table = run.table(input);
  const most = limit === undefined ? Infinity : Number(constantOf(limit, new Table([], 1), run).value);
  const sources = columns.map((column) => {
    const operand = run.evaluate(column.expression, table);
    const read = operandReader(operand);
    const type = column.to ?? 'dynamic';
    const items = (row: number): readonly Dynamic[] => itemsOf(toDynamic(operand.type, read(row)), bags);
    return { column, type, items, builder: columnBuilder(type) };
  });
  const rows: number[] = [];
  const index = columnBuilder('long');
  for (let row = 0; row < table.rowCount; row++) {
    const lists = sources.map(({ items }) => items(row));
    const count = Math.min(
      most,
      lists.reduce((longest, list) => Math.max(longest, list.length), 0),
    );
    for (let at = 0; at < count; at++) {
      rows.push(row);
      index.push(at);
      for (const [place, { type, builder }] of sources.entries()) {
        const item = lists[place]?.[at] ?? null;
        builder.push(item === null ? emptyValue(type) : convert(item, 'dynamic', type));
      }
    }
  }
  const repeated = table.gather(Int32Array.from(rows));
  const expanded = new Map<string, Slot>();
  for (const { column, builder } of sources) expanded.set(column.name, slotOf(column.name, builder.finish()));
  // Placed like an extend: in place of a column of that name, else after the others.
  const order = [...repeated.slots.map(({ name }) => name), ...expanded.keys()];
  const placed = [...new Set(order)].flatMap((name) => expanded.get(name) ?? repeated.slot(name) ?? []);
  const slots = itemIndex === undefined ? placed : [slotOf(itemIndex, index.finish()), ...placed];
  return new Table(slots, rows.length, repeated.ingestion);
};

function itemsOf(value: Dynamic, bags: 'bag' | 'array'): readonly Dynamic[] {
  if (isArray(value)) return value;
  if (!isBag(value)) return [value];
  return [...value].map(([key, slot]) => (bags === 'array' ? [key, slot] : new Map([[key, slot]])));
}
