import type { ColumnSchema } from '../../catalog';
import type { Unary } from './unary';

/** `evaluate plugin(…)`. */
export interface EvaluatePlanOf<E, T> extends Unary<T> {
  readonly op: 'evaluate';
  readonly plugin: string;
  /** Positional arguments and named ones: values, or tables (`ipv4_lookup`). */
  readonly args: readonly { readonly name: string | undefined; readonly value: E | T }[];
  /** The declared result, where the query gives one; `rest` keeps the input's columns (`*`). */
  readonly schema: { readonly columns: readonly ColumnSchema[]; readonly rest: boolean } | undefined;
}
