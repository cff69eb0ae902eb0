import type { ContextKey } from './mv-expand';
import type { Named, Unary } from './unary';

/** A sub-query over the rows of each value of the key: `context` is where it reads them. */
export interface PartitionPlanOf<E, T> extends Unary<T> {
  readonly op: 'partition';
  readonly by: Named<E>;
  readonly context: ContextKey;
  readonly body: T;
  /** How many values of the key the service takes with the strategy; undefined is any number. */
  readonly most: number | undefined;
}
