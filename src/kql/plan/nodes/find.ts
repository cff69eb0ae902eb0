import type { Span } from '../../../diagnostics';
import type { KqlType } from '../../values/type';

export interface FindPlanOf<E, T> {
  readonly op: 'find';
  readonly legs: readonly { readonly name: string; readonly table: T }[];
  /** The name of the column that says which table a row is of. */
  readonly source: string;
  readonly predicate: E;
  /** Columns that the predicate names; a table with none of them is left out, unless every table is asked. */
  readonly asked: readonly string[] | 'any';
  /** `to` is the type that the query gives the column. */
  readonly columns: readonly { readonly name: string; readonly to: KqlType | undefined }[];
  /** What the last column holds as a bag: the other columns of the row, or no such column. */
  readonly pack: 'rest' | 'none';
  /** Whether the columns follow from the tables (`project-smart`) rather than from the query. */
  readonly smart: boolean;
  readonly span: Span;
}
