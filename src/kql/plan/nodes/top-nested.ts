import type { Named, Unary } from './unary';

/** One level of the hierarchy. */
export interface NestedLevelOf<E, C> {
  /** How many values are kept in each value of the level above; undefined is all of them. */
  readonly count: E | undefined;
  readonly of: Named<E>;
  /** What the rest is called in a row of its own. */
  readonly others: E | undefined;
  readonly computation: C;
  /** The name of the aggregate's column. */
  readonly name: string;
  readonly order: 'asc' | 'desc';
}

export interface TopNestedPlanOf<E, T, C> extends Unary<T> {
  readonly op: 'top-nested';
  readonly levels: readonly NestedLevelOf<E, C>[];
}
