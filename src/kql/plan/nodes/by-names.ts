import type { Unary } from './unary';

/** `project-by-names`: columns by names, patterns, and arrays of them, in the order in which they are said. */
export interface ByNamesPlanOf<E, T> extends Unary<T> {
  readonly op: 'by-names';
  readonly specifiers: readonly E[];
}
