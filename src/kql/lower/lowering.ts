import type { Catalog } from '../catalog';
import type { Syntax } from '../language';
import type { Expression, NamedExpression, Tabular } from '../plan/plan';

/** What a name of the query (a `let`, a parameter, `as`) stands for. */
export type Binding =
  | { readonly kind: 'scalar'; readonly expression: Expression }
  | { readonly kind: 'table'; readonly table: Tabular }
  /** A function of a `let`, with the names that its body sees; `view` is the table that wildcards find it as. */
  | { readonly kind: 'function'; readonly scope: Names; readonly view: Syntax | undefined }
  /** A step of `scan`: the record that it holds, whose columns are named by `stateColumn`. */
  | { readonly kind: 'record' };

export type Names = ReadonlyMap<string, Binding>;

/** The way back to the whole from one operator or expression: lowers the parts that are not its own. */
export interface Lowering {
  readonly catalog: Catalog;
  readonly names: Names;
  /** Lowers a scalar expression. */
  scalar(node: Syntax): Expression;
  /** Lowers a tabular expression: a whole pipe, a name, a call. */
  table(node: Syntax): Tabular;
  /** Lowers a tabular expression in which the first operator has `input` as its left side. */
  pipe(node: Syntax, input: Tabular): Tabular;
  /** Lowers an expression of a column list that makes one column, with the name that it gets. */
  named(node: Syntax): NamedExpression;
  /** Lowers an expression of a column list that may make several columns. */
  columns(node: Syntax): readonly NamedExpression[];
  /** The same with more names known. */
  withNames(names: Names): Lowering;
}

export type OperatorLowering = (node: Syntax, input: Tabular, lowering: Lowering) => Tabular;
export type ExpressionLowering = (node: Syntax, lowering: Lowering) => Expression;
export type TableLowering = (node: Syntax, lowering: Lowering) => Tabular;
