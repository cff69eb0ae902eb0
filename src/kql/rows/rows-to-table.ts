import type { Table } from '../table/table';
import type { JsonRow, TableOptions } from './table-writer';
import { tableWriter } from './table-writer';

/** A table of rows that are all there; see `tableWriter`. */
export function rowsToTable(rows: readonly JsonRow[], options: TableOptions): Table {
  const writer = tableWriter(options);
  for (const row of rows) writer.push(row);
  return writer.finish();
}
