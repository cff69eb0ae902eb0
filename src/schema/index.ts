export type { SchemaName } from './schemas';
export type { SchemaDiagnostic } from './validate';
export { problemsOf, validate } from './validate';
export type { SchemaProblem } from './problem';
