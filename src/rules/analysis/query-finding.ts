import type { Severity, Span } from '../../diagnostics';
import type { KqlCode } from './kql-words';

/** Codes of what a name that refers to nothing is. */
export type NameCode =
  'unknown-table' | 'unknown-table-fuzzy' | 'unknown-function' | 'unknown-column' | 'column-gone' | 'text-property';

/** Something that the parser or binder found, in our words, at offsets of the compiled query. */
export interface QueryFinding {
  readonly code: KqlCode | NameCode;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  readonly help?: string;
}
