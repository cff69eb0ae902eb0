export type { SchemaName } from './schemas';
export type { SchemaCode, SchemaProblem } from './problem';
export type { SchemaDiagnostic } from './validate';
export { problemsOf, validate } from './validate';
