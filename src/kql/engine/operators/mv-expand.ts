import type { MvExpandPlan } from '../../plan/plan';
import type { Column } from '../../table/column';
import { columnBuilder } from '../../table/builder';
import { operandReader } from '../../table/operand';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { convert, toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { isArray, isBag } from '../../values/dynamic';
import { emptyValue } from '../../values/value';
import { constantOf } from '../evaluate';
import type { Operator, Run } from '../run';

/**
 * One row per element; several columns side by side, the shorter filled with nulls. An empty array or bag drops its
 * row, a null or scalar keeps it (facts: kql-semantics 6.19).
 */
export const mvExpand: Operator<MvExpandPlan> = ({ input, columns, bags, itemIndex, limit }, run) => {
  const table = run.table(input);
  const { rows, index, expanded } = expand(table, { columns, bags, limit }, run);
  const repeated = table.gather(rows);
  // Placed like an extend: in place of a column of that name, else after the others.
  const order = new Set([...repeated.slots.map(({ name }) => name), ...expanded.keys()]);
  const placed = [...order].flatMap((name) => expanded.get(name) ?? repeated.slot(name) ?? []);
  const slots = itemIndex === undefined ? placed : [slotOf(itemIndex, index), ...placed];
  return new Table(slots, rows.length, repeated.ingestion);
};

export interface Expansion {
  /** The input row of each element. */
  readonly rows: Int32Array;
  /** The place of each element in its row, from 0. */
  readonly index: Column;
  /** The expanded columns by name. */
  readonly expanded: ReadonlyMap<string, Slot>;
}

/** The elements of all rows, in order. */
export function expand(
  table: Table,
  { columns, bags, limit }: Pick<MvExpandPlan, 'columns' | 'bags' | 'limit'>,
  run: Run,
): Expansion {
  const most = limit === undefined ? Infinity : Number(constantOf(limit, new Table([], 1), run).value);
  const sources = columns.map((column) => {
    const operand = run.evaluate(column.expression, table);
    const read = operandReader(operand);
    const type = column.to ?? 'dynamic';
    const items = (row: number): readonly Dynamic[] => itemsOf(toDynamic(operand.type, read(row)), bags);
    return { name: column.name, type, items, builder: columnBuilder(type) };
  });
  const rows: number[] = [];
  const index = columnBuilder('long');
  for (let row = 0; row < table.rowCount; row++) {
    const lists = sources.map(({ items }) => items(row));
    const longest = lists.reduce((size, list) => Math.max(size, list.length), 0);
    const count = Math.min(most, longest);
    for (let at = 0; at < count; at++) {
      rows.push(row);
      index.push(at);
      for (const [place, { type, builder }] of sources.entries()) {
        const item = lists[place]?.[at] ?? null;
        builder.push(item === null ? emptyValue(type) : convert(item, 'dynamic', type));
      }
    }
  }
  const expanded = new Map(sources.map(({ name, builder }) => [name, slotOf(name, builder.finish())]));
  return { rows: Int32Array.from(rows), index: index.finish(), expanded };
}

function itemsOf(value: Dynamic, bags: 'bag' | 'array'): readonly Dynamic[] {
  if (isArray(value)) return value;
  if (!isBag(value)) return [value];
  return [...value].map(([key, slot]) => (bags === 'array' ? [key, slot] : new Map([[key, slot]])));
}
