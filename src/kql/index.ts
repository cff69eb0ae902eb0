export type { Catalog, ColumnSchema, FunctionDefinition, TableSchema, WatchlistSchema } from './catalog';
export { catalogOf } from './catalog';
export type { Compilation, Plan } from './compile';
export { compileQuery } from './compile';
export { seededRandom } from './engine/random';
export type { TableSource } from './engine/run';
export type { KqlError, KqlErrorCode } from './kql-error';
export type {
  Analysis,
  Classification,
  ClassifiedSpan,
  KqlDiagnostic,
  StaticColumn,
  StaticTable,
  Syntax,
} from './language';
export { analyze, builtInFunctionNames, parseQuery } from './language';
export { rowsToTable } from './rows/rows-to-table';
export type { JsonRow, TableWriter } from './rows/table-writer';
export { tableWriter } from './rows/table-writer';
export type { QueryResult, RunOptions, Step } from './run-query';
export { jsonRows, runQuery } from './run-query';
export { explainQuery } from './explain-query';
export type { Explanation } from './explain-query';
export { hasFilterAt } from './has-filter';
export type { Emptied } from './explain/emptied';
export type { Condition, Filter } from './explain/filter';
export type { SupportArea, SupportRow } from './support/support-matrix';
export { supportMatrix } from './support/support-matrix';
export type { Table } from './table/table';
export type { KqlType, StaticType } from './values/type';
export { textOf } from './values/text-of';
export { stringLiteralValue } from './values/string-literal';
export { parseTimespan } from './values/timespan';
export { typeNamed } from './values/type';
