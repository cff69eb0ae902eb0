import type { ColumnSchema, JsonRow } from '../../kql';
import type { Knowledge } from '../../rules';

/** One row of a table as the workspace would hold it. Times are milliseconds since 1970. */
export interface Event {
  readonly table: string;
  readonly cells: JsonRow;
  readonly generated: number;
  readonly ingested: number;
}

/** The rows of a fixture file. `text`: all cells are text (CSV); `json`: cells have types of their own. */
export interface Fixture {
  readonly form: 'text' | 'json';
  readonly rows: readonly JsonRow[];
}

/** Fixture files by name, read by whoever may read files; undefined for one that does not exist, words for one that cannot be read. */
export type Fixtures = (name: string) => Fixture | { readonly failure: string } | undefined;

/** The columns that rows given for a table or a parser may have. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly ColumnSchema[];
  readonly types: ReadonlyMap<string, ColumnSchema['type']>;
  /** Whether another column is a mistake. */
  readonly complete: boolean;
  /** Column -> the column whose value it repeats. */
  readonly mirrors: Readonly<Record<string, string>>;
}

/** Of a table, or of a parser whose rows a test gives in its stead. */
export function tableShape(name: string, knowledge: Knowledge): TableShape | undefined {
  const table = knowledge.table(name);
  if (table !== undefined) return shape(name, table.columns, table.complete, table.mirrors);
  const parser = knowledge.function(name);
  if (parser?.columns === undefined) return undefined;
  return shape(name, parser.columns, parser.complete, {});
}

function shape(
  name: string,
  columns: readonly ColumnSchema[],
  complete: boolean,
  mirrors: TableShape['mirrors'],
): TableShape {
  return { name, columns, types: new Map(columns.map((column) => [column.name, column.type])), complete, mirrors };
}
