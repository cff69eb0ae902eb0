export type { Catalog, ColumnSchema, FunctionDefinition, TableSchema, WatchlistSchema } from './catalog';
export { catalogOf } from './catalog';
export type { KqlError, KqlErrorCode } from './kql-error';
export type { KqlDiagnostic, StaticColumn, StaticTable } from './language';
export { analyze } from './language';
export type { KqlType, StaticType } from './values/type';
export { typeNamed } from './values/type';
