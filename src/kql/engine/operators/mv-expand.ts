import type { MvExpandPlan } from '../../plan/plan';
import type { Column, DynamicColumn } from '../../table/column';
import type { ColumnBuilder } from '../../table/builder';
import { columnBuilder, columnOf } from '../../table/builder';
import { gather } from '../../table/gather';
import type { Operand } from '../../table/operand';
import { toColumn } from '../../table/operand';
import { readerOf } from '../../table/reader';
import type { Slot } from '../../table/table';
import { slotOf, Table } from '../../table/table';
import { toDynamic } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { isArray, isBag } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import { constantOf } from '../evaluate';
import type { Operator, Run } from '../run';
import { freeName } from './columns';
import { elementAs } from './element-as';

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
  const slots = itemIndex === undefined ? placed : [...placed, slotOf(freeName(itemIndex, order), index)];
  return new Table(slots, rows.length, repeated.ingestion);
};

export interface Expansion {
  /** The input row of each element. */
  readonly rows: Int32Array;
  /** The place of each element in its row, from 0. */
  readonly index: Column;
  /** Of a single column: the same number for input rows with the same value. */
  readonly codes: Int32Array | undefined;
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
  const lists = columns.map(({ expression, to }) => {
    const column = dynamicsOf(run.evaluate(expression, table), table.rowCount);
    return new Lists(column, to ?? 'dynamic', bags);
  });
  const counts = new Int32Array(table.rowCount);
  let total = 0;
  for (let row = 0; row < counts.length; row++) {
    let longest = 0;
    for (const list of lists) longest = Math.max(longest, list.sizeAt(row));
    const count = Math.min(most, longest);
    counts[row] = count;
    total += count;
  }
  const rows = new Int32Array(total);
  const index = new Float64Array(total);
  let at = 0;
  for (let row = 0; row < counts.length; row++) {
    const count = counts[row] as number;
    for (let place = 0; place < count; place++, at++) {
      rows[at] = row;
      index[at] = place;
    }
  }
  const expanded = new Map(
    columns.map(({ name }, place) => [name, slotOf(name, (lists[place] as Lists).elements(rows, index))]),
  );
  const codes = lists.length === 1 ? lists[0]?.codes : undefined;
  return { rows, index: { kind: 'number', type: 'long', values: index, nulls: undefined }, codes, expanded };
}

function dynamicsOf(operand: Operand, rowCount: number): DynamicColumn {
  const column = toColumn(operand, rowCount);
  if (column.kind === 'dynamic') return column;
  const read = readerOf(column);
  const values = Array.from({ length: rowCount }, (_, row) => toDynamic(column.type, read(row)));
  return columnOf('dynamic', values) as DynamicColumn;
}

/** The elements of a column's values. Rows share values, so each is taken apart once, one after another in `#items`. */
class Lists {
  readonly #column: DynamicColumn;
  readonly #type: KqlType;
  readonly #bags: 'bag' | 'array';
  /** Where the elements of an entry begin in `#items`, and how many there are; -1 before it is taken apart. */
  readonly #start: Int32Array;
  readonly #size: Int32Array;
  readonly #items: ColumnBuilder;
  #itemCount = 0;

  constructor(column: DynamicColumn, type: KqlType, bags: 'bag' | 'array') {
    this.#column = column;
    this.#type = type;
    this.#bags = bags;
    this.#start = new Int32Array(column.dictionary.length);
    this.#size = new Int32Array(column.dictionary.length).fill(-1);
    this.#items = columnBuilder(type);
  }

  get codes(): Int32Array {
    return this.#column.codes;
  }

  /** A null row has one element, a null. */
  sizeAt(row: number): number {
    const code = this.#column.codes[row] as number;
    if (code < 0) return 1;
    const known = this.#size[code] as number;
    return known < 0 ? this.#takeApart(code) : known;
  }

  /** The elements at these places of these rows, null behind the last. */
  elements(rows: Int32Array, places: Float64Array): Column {
    const { codes } = this.#column;
    const taken = new Int32Array(rows.length);
    for (let at = 0; at < rows.length; at++) {
      const code = codes[rows[at] as number] as number;
      const place = places[at] as number;
      taken[at] = code >= 0 && place < (this.#size[code] as number) ? (this.#start[code] as number) + place : -1;
    }
    return gather(this.#items.finish(), taken);
  }

  #takeApart(code: number): number {
    const items = itemsOf(this.#column.dictionary[code] ?? null, this.#bags);
    this.#start[code] = this.#itemCount;
    this.#size[code] = items.length;
    this.#itemCount += items.length;
    for (const item of items) this.#items.push(elementAs(item, this.#type));
    return items.length;
  }
}

function itemsOf(value: Dynamic, bags: 'bag' | 'array'): readonly Dynamic[] {
  if (isArray(value)) return value;
  if (!isBag(value)) return [value];
  return [...value].map(([key, slot]) => (bags === 'array' ? [key, slot] : new Map([[key, slot]])));
}
