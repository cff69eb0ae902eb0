import type { ColumnSchema } from '../catalog';
import { columnBuilder } from '../table/builder';
import { constantColumn } from '../table/constant';
import type { Slot } from '../table/table';
import { lazySlot, slotOf, Table } from '../table/table';
import { datetimeOfUnixMilliseconds } from '../values/datetime';
import type { KqlType } from '../values/type';
import { emptyValue } from '../values/value';
import type { Cells } from './cells';
import { cellsOf } from './cells';

/** A row as JSON gives it: cells by column name. A missing or null cell is null (the empty string for a string). */
export type JsonRow = Readonly<Record<string, unknown>>;

export interface TableOptions {
  readonly columns: readonly ColumnSchema[];
  /** When each row was ingested, for `ingestion_time()`. */
  readonly ingested?: (row: JsonRow, index: number) => Date | undefined;
  /** The type of a column that rows have and `columns` has not; undefined leaves it out, as all such are without this. */
  readonly typeOf?: (name: string, values: readonly unknown[]) => KqlType | undefined;
  /** `json-text`: the rows are what `JSON.parse` gave, so that of dynamics with the same JSON one is enough. */
  readonly from?: 'json-text';
}

/** Makes a table row by row. Rows are not kept: the file that they come from may be larger than memory. */
export interface TableWriter {
  push(row: JsonRow): void;
  /** The table of all rows: the given columns, then the others in order of first appearance. */
  finish(): Table;
}

/**
 * Each cell is read by its column's type: text is parsed (`"2026-01-10T00:00:00Z"` as a datetime, `"9007199254740993"`
 * as a long), what cannot be read is null.
 */
export function tableWriter({ columns, ingested, typeOf, from }: TableOptions): TableWriter {
  const known = new Map<string, Cells>(columns.map(({ name, type }) => [name, cellsOf(type, from)]));
  const others = new Map<string, unknown[]>();
  const times = columnBuilder('datetime');
  let rowCount = 0;
  const keep = (name: string, value: unknown): void => {
    const values = others.get(name) ?? [];
    others.set(name, values);
    while (values.length < rowCount) values.push(undefined);
    values.push(value);
  };
  return {
    push(row) {
      // The cells that are there, not the columns that could be: of a table's 200 columns a row has few.
      for (const name of Object.keys(row)) {
        const cells = known.get(name);
        if (cells !== undefined) cells.put(rowCount, row[name]);
        else if (typeOf !== undefined) keep(name, row[name]);
      }
      const time = ingested?.(row, rowCount);
      if (ingested !== undefined) times.push(time === undefined ? null : datetimeOfUnixMilliseconds(time.getTime()));
      rowCount++;
    },
    finish() {
      const slots = columns.map(({ name, type }) => slotOfCells(name, type, known.get(name), rowCount));
      for (const [name, values] of others) {
        const type = typeOf?.(name, values);
        if (type === undefined) continue;
        const cells = cellsOf(type, from);
        for (const [row, value] of values.entries()) cells.put(row, value);
        slots.push(slotOfCells(name, type, cells, rowCount));
      }
      return new Table(slots, rowCount, ingested === undefined ? undefined : slotOf('$IngestionTime', times.finish()));
    },
  };
}

function slotOfCells(name: string, type: KqlType, cells: Cells | undefined, rowCount: number): Slot {
  const column = cells?.finish(rowCount);
  return column === undefined
    ? lazySlot(name, type, () => constantColumn(type, emptyValue(type), rowCount))
    : slotOf(name, column);
}
