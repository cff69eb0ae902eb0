import type { ColumnSchema } from './catalog';
import { columnBuilder } from './table/builder';
import { slotOf, Table } from './table/table';
import { convert, toDynamic } from './values/convert';
import { dynamicOfJson } from './values/json';
import { datetimeOfUnixMilliseconds } from './values/datetime';
import type { KqlType } from './values/type';
import type { Value } from './values/value';
import { emptyValue } from './values/value';

/** A row as JSON gives it: cells by column name. A missing or null cell is null (the empty string for a string). */
export type JsonRow = Readonly<Record<string, unknown>>;

export interface RowsToTableOptions {
  readonly columns: readonly ColumnSchema[];
  /** When each row was ingested, for `ingestion_time()`. */
  readonly ingested?: (row: JsonRow, index: number) => Date | undefined;
}

/**
 * A table of JSON rows, each cell read by its column's type: text is parsed (`"2026-01-10T00:00:00Z"` as a datetime,
 * `"9007199254740993"` as a long), what cannot be read is null.
 */
export function rowsToTable(rows: readonly JsonRow[], { columns, ingested }: RowsToTableOptions): Table {
  const slots = columns.map(({ name, type }) => {
    const builder = columnBuilder(type);
    for (const row of rows) builder.push(cell(row[name], type));
    return slotOf(name, builder.finish());
  });
  if (ingested === undefined) return new Table(slots, rows.length);
  const times = columnBuilder('datetime');
  for (const [index, row] of rows.entries()) {
    const time = ingested(row, index);
    times.push(time === undefined ? null : datetimeOfUnixMilliseconds(time.getTime()));
  }
  return new Table(slots, rows.length, slotOf('$IngestionTime', times.finish()));
}

function cell(value: unknown, type: KqlType): Value {
  if (value === undefined || value === null) return emptyValue(type);
  if (typeof value === 'bigint') return convert(value, 'long', type);
  if (value instanceof Date) return convert(datetimeOfUnixMilliseconds(value.getTime()), 'datetime', type);
  if (type === 'dynamic') return dynamicOfJson(value);
  if (typeof value === 'string') return convert(value, 'string', type);
  return convert(toDynamic('dynamic', dynamicOfJson(value)), 'dynamic', type);
}
